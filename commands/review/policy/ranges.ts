import type { Verdict } from './verdict';

/** A place between values: just before one, or just after it. */
export interface Cut {
  readonly at: number | bigint;
  readonly after: boolean;
}

export interface Range {
  readonly from: Cut;
  readonly to: Cut;
}

/** The values that are in one of the ranges, or in none. */
export interface Ranges {
  readonly not: boolean;
  readonly ranges: readonly Range[];
}

export const before = (at: number | bigint): Cut => ({ at, after: false });
export const after = (at: number | bigint): Cut => ({ at, after: true });

const isUpTo = (a: Cut, b: Cut): boolean => a.at < b.at || (a.at === b.at && (b.after || !a.after));

/** Whether a value of the line is in all of these sets. Between two neighbouring cuts nothing changes. */
export function meetRanges(sets: readonly Ranges[], line: Range): Verdict {
  const cuts = [line.from, ...sets.flatMap(({ ranges }) => ranges.flatMap(({ from, to }) => [from, to]))];
  return cuts.some((cut) => isIn(cut, line) && sets.every((set) => set.ranges.some((r) => isIn(cut, r)) !== set.not))
    ? 'yes'
    : 'no';
}

const isIn = (cut: Cut, { from, to }: Range): boolean => isUpTo(from, cut) && !isUpTo(to, cut);
