import { GOING_ON, NEARLY_ALL, testEvent } from './short-round';

testEvent('own zone and another swallow packets: no call fails', 'two-zones', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});

testEvent('another zone swallows packets: nobody notices', 'other-zone', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(NEARLY_ALL);
});

testEvent('every zone refuses: calls fail, and work again afterwards', 'all-zones', 'zone-first', (figures) => {
  expect(figures.failed).toBeGreaterThan(0);
  expect(figures.executedTwice).toBe(0);
});
