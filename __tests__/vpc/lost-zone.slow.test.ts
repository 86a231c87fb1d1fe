import { testEvent, UNDER_WAY, WITHOUT_HANGING } from './short-round';

testEvent(
  'own zone refuses: no call fails but those under way, none is repeated',
  'refuse',
  'zone-first',
  (figures) => {
    expect(figures.failed).toBeLessThanOrEqual(UNDER_WAY);
    expect(figures.executedTwice).toBe(0);
    expect(figures.ownZone.during).toBeLessThan(0.5);
  },
);

testEvent('own zone swallows packets: no call fails', 'swallow', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.calls).toBeGreaterThan(WITHOUT_HANGING);
});

testEvent('own zone is unreachable: no call fails', 'unreachable', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.calls).toBeGreaterThan(WITHOUT_HANGING);
});

testEvent('open connections are swallowed: no call fails', 'half-open', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.calls).toBeGreaterThan(WITHOUT_HANGING);
});

testEvent('half of the connections are lost: no call fails', 'half-lost', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.calls).toBeGreaterThan(WITHOUT_HANGING);
});

testEvent('own zone refuses and serves in turn: no call fails', 'flap', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.calls).toBeGreaterThan(WITHOUT_HANGING);
});

testEvent('own zone and another swallow packets: no call fails', 'two-zones', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.calls).toBeGreaterThan(WITHOUT_HANGING);
});

testEvent('another zone swallows packets: nobody notices', 'other-zone', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(0.99);
});

testEvent('every zone refuses: calls fail, and work again afterwards', 'all-zones', 'zone-first', (figures) => {
  expect(figures.failed).toBeGreaterThan(0);
  expect(figures.executedTwice).toBe(0);
});
