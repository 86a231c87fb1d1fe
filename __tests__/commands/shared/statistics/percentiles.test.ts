import { CURVE_PERCENTS, hasEnoughSamples, PERCENTILES } from '../../../../commands/shared/statistics/percentiles';

test.each(PERCENTILES)('p%s: ten samples beyond it are enough, nine are not', (percent) => {
  const samplesFor = (beyond: number) => Math.round(beyond / (1 - percent / 100));
  expect(hasEnoughSamples(samplesFor(10), percent)).toBe(true);
  expect(hasEnoughSamples(samplesFor(10) - 1, percent)).toBe(false);
});

test('a curve goes from left to right', () => {
  expect(CURVE_PERCENTS.toSorted((a, b) => a - b)).toEqual([...CURVE_PERCENTS]);
});
