import { testEvent, UNDER_WAY, GOING_ON } from './short-round';

testEvent(
  'own zone refuses: no call fails but those under way, none is repeated',
  'refuse',
  'zone-first',
  (figures) => {
    expect(figures.failed).toBeLessThanOrEqual(UNDER_WAY);
    expect(figures.executedTwice).toBe(0);
    expect(figures.ownZone.during).toBeLessThan(0.5);
    expect(figures.pace).toBeGreaterThan(GOING_ON);
  },
);

testEvent('own zone swallows packets: no call fails', 'swallow', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});

testEvent('own zone is unreachable: no call fails', 'unreachable', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});

testEvent('open connections are swallowed: no call fails', 'half-open', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
});

// Without leave to repeat a call, nothing tells one on a lost connection from one that a slow model has.
testEvent('half of the connections are lost: each fails one call at most', 'half-lost', 'zone-first', (figures) => {
  expect(figures.failed).toBeLessThanOrEqual(UNDER_WAY);
  expect(figures.executedTwice).toBe(0);
});

testEvent('own zone refuses and serves in turn: no call fails', 'flap', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});
