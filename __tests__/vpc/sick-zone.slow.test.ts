import { testEvent, UNDER_WAY, GOING_ON } from './short-round';

testEvent('own zone is late: calls leave it, and none fails or is repeated', 'delay', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeLessThan(0.5);
});

testEvent('the model is slow: calls stay, and none fails or is repeated', 'slow-model', 'zone-first', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(0.9);
});

testEvent('no TLS handshake is answered: no call fails but those under way', 'silent-tls', 'zone-first', (figures) => {
  expect(figures.failed).toBeLessThanOrEqual(UNDER_WAY);
  expect(figures.executedTwice).toBe(0);
  expect(figures.pace).toBeGreaterThan(GOING_ON);
});

testEvent('answers stall half-way: calls leave the zone', 'trickle', 'zone-first-idempotent', (figures) => {
  expect(figures.failed).toBe(0);
});

testEvent('5 % are reset unread: all are repeated, and stay', 'reset-unread', 'zone-first-idempotent', (figures) => {
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(0.9);
});

testEvent('5 % are reset after they were executed: none is repeated', 'reset-executed', 'zone-first', (figures) => {
  expect(figures.failed).toBeGreaterThan(0);
  expect(figures.executedTwice).toBe(0);
  expect(figures.ownZone.during).toBeGreaterThanOrEqual(0.9);
});

testEvent('own zone answers 503: no call fails', 'unavailable', 'zone-first', (figures) => {
  expect(figures.pace).toBeGreaterThan(GOING_ON);
  expect(figures).toMatchObject({ failed: 0, executedTwice: 0 });
});
