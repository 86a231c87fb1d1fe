/** What is not decided stays so: a guess in either direction would be a wrong review. */
export type Trilean = 'yes' | 'no' | 'unknown';

export const allOf = (verdicts: readonly Trilean[]): Trilean =>
  verdicts.includes('no') ? 'no' : verdicts.includes('unknown') ? 'unknown' : 'yes';

export const anyOf = (verdicts: readonly Trilean[]): Trilean =>
  verdicts.includes('yes') ? 'yes' : verdicts.includes('unknown') ? 'unknown' : 'no';

const OPPOSITES = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;

export const negate = (verdict: Trilean): Trilean => OPPOSITES[verdict];

/** As `anyOf`, and asks no more than it must. */
export function someOf<Value>(values: readonly Value[], ask: (value: Value) => Trilean): Trilean {
  let answer: Trilean = 'no';
  for (const value of values) {
    const next = ask(value);
    if (next === 'yes') return 'yes';
    if (next === 'unknown') answer = 'unknown';
  }
  return answer;
}
