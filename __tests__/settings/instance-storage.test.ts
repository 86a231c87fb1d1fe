import { hasLocalStorage } from '../../settings/instance-storage';

test.each(['g4dn', 'g5', 'g6e', 'p4d', 'p4de', 'p5en', 'p6-b200', 'c5d', 'm5dn', 'r6gd', 'm6id', 'trn1n', 'g7e'])(
  '%s has',
  (family) => {
    expect(hasLocalStorage(`ml.${family}.xlarge`)).toBe(true);
  },
);

test.each(['m5', 'c5', 'c6g', 'c6i', 'r7i', 't2', 'p2', 'p3', 'inf1', 'inf2', 'm8g'])('%s has not', (family) => {
  expect(hasLocalStorage(`ml.${family}.xlarge`)).toBe(false);
});
