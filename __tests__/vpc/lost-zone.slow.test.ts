import { SHORT_ROUND, testEvent } from './short-round';

/** Calls that were sent when the zone was lost: without leave to repeat them, only they may fail. */
const UNDER_WAY = SHORT_ROUND.concurrency;

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
  expect(figures.normalAfterMs).toBeDefined();
});

testEvent('own zone is unreachable: no call fails', 'unreachable', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.normalAfterMs).toBeDefined();
});

testEvent('open connections are swallowed: no call fails', 'half-open', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.normalAfterMs).toBeDefined();
});

testEvent('own zone and another swallow packets: no call fails', 'two-zones', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.normalAfterMs).toBeDefined();
});

testEvent('another zone swallows packets: nobody notices', 'other-zone', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(0.99);
});

testEvent('every zone refuses: calls fail, and work again afterwards', 'all-zones', 'zone-first', (figures) => {
  expect(figures.failed).toBeGreaterThan(0);
  expect(figures.executedTwice).toBe(0);
});
