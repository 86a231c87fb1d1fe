import { NEARLY_ALL, testEvent, UNDER_WAY, GOING_ON } from './short-round';

testEvent('DNS moves and the old addresses are gone: no call fails', 'move', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});

testEvent('DNS moves and the old addresses work: nobody notices', 'move-both', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(NEARLY_ALL);
});

testEvent('DNS fails: calls go where they went', 'dns-failure', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(NEARLY_ALL);
});

testEvent('DNS is silent: calls go where they went', 'dns-silent', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(NEARLY_ALL);
});

testEvent('DNS is silent and own zone refuses: no call fails', 'no-dns', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});

testEvent('one address an answer, own zone refuses: calls go to the others', 'one-address', 'zone-first', (figures) => {
  expect(figures.failed).toBeLessThanOrEqual(UNDER_WAY);
  expect(figures.executedTwice).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});
