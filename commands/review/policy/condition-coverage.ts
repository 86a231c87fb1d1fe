import type { Budget } from './budget';
import { type Condition, disjuncts } from './condition';
import type { Statement } from './read-policy';
import { memoized } from './memoized';
import { type Conditions, implies, isSatisfiable } from './satisfiability';
import { allOf, type Trilean } from './trilean';

/** Conditions with more combinations of values than this are not brought into disjunctive form. */
const MAX_DISJUNCTS = 100;

/** A statement's conditions, compared with those of the other statements, which go by their number. */
export interface ConditionCoverage {
  readonly conditions: Conditions;
  readonly isSatisfiable: Trilean;
  readonly intersects: (number: number) => Trilean;
  readonly isSubset: (number: number) => Trilean;
  /** A condition of the other one that need not hold. */
  readonly escape: (number: number) => Condition | undefined;
  readonly disjuncts: () => readonly ConditionCoverage[];
}

export function coverageOfConditions(
  conditions: Conditions,
  others: readonly Statement[],
  budget: Budget,
): ConditionCoverage {
  let apart: readonly ConditionCoverage[] | undefined;
  const conditionsOf = (number: number): Conditions => others[number]?.conditions ?? [];
  const implied = memoized((number: number) =>
    conditionsOf(number).map((condition) => ({ condition, answer: implies(conditions, condition, budget) })),
  );
  return {
    conditions,
    isSatisfiable: isSatisfiable(conditions, budget),
    intersects: memoized((number) => isSatisfiable([...conditions, ...conditionsOf(number)], budget)),
    isSubset: (number) => allOf(implied(number).map(({ answer }) => answer)),
    escape: (number) => implied(number).find(({ answer }) => answer === 'no')?.condition,
    disjuncts: () => (apart ??= disjunctiveForm(conditions).map((one) => coverageOfConditions(one, others, budget))),
  };
}

/** The same conditions as alternatives, of which one must hold: each value of each condition by itself. */
function disjunctiveForm(conditions: Conditions): readonly Conditions[] {
  const choices = conditions.map(disjuncts);
  if (choices.reduce((product, { length }) => product * length, 1) > MAX_DISJUNCTS) return [conditions];
  return choices.reduce<readonly Conditions[]>(
    (all, choice) => all.flatMap((chosen) => choice.map((condition) => [...chosen, condition])),
    [[]],
  );
}
