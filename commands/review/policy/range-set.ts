import type { Budget } from './budget';
import type { Trilean } from './trilean';

/** An end of a range, between two values: just before one (closed), or just after it (open). */
export interface Bound {
  readonly at: number | bigint;
  readonly isAfter: boolean;
}

export interface Range {
  readonly from: Bound;
  readonly to: Bound;
}

/** The values that are in one of the ranges; negated, those that are in none. */
export interface RangeSet {
  readonly negated: boolean;
  readonly ranges: readonly Range[];
}

export const justBefore = (at: number | bigint): Bound => ({ at, isAfter: false });
export const justAfter = (at: number | bigint): Bound => ({ at, isAfter: true });

const isAtMost = (a: Bound, b: Bound): boolean => a.at < b.at || (a.at === b.at && (b.isAfter || !a.isAfter));

/** Whether a value of the domain is in all of these sets. Between two neighboring bounds nothing changes. */
export function rangeSetsIntersect(sets: readonly RangeSet[], domain: Range, budget: Budget): Trilean {
  const bounds = [domain.from, ...sets.flatMap(({ ranges }) => ranges.flatMap(({ from, to }) => [from, to]))];
  budget.spend(bounds.length ** 2);
  if (budget.isSpent) return 'unknown';
  return bounds.some(
    (bound) => isIn(bound, domain) && sets.every((set) => set.ranges.some((r) => isIn(bound, r)) !== set.negated),
  )
    ? 'yes'
    : 'no';
}

const isIn = (bound: Bound, { from, to }: Range): boolean => isAtMost(from, bound) && !isAtMost(to, bound);
