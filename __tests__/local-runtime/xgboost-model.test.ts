import { EXPECTED, ROWS, sampleModel } from '../support/runtime';

test('the sample model answers as XGBoost does, to five digits', () => {
  ROWS.toString()
    .trim()
    .split('\n')
    .forEach((row, i) => expect(sampleModel.predict(row.split(',').map(Number))).toBeCloseTo(EXPECTED[i] as number, 5));
});

test('a value that is missing goes the way the model has learned', () => {
  const row = ROWS.toString().split('\n')[0]?.split(',').map(Number) ?? [];
  const without = row.map((value, i) => (i === 8 ? NaN : value));
  expect(sampleModel.predict(without)).not.toBe(sampleModel.predict(row));
  expect(Number.isFinite(sampleModel.predict(without))).toBe(true);
});
