import type { Budget } from './budget';
import type { SetDomain } from './set-domain';
import { hasIntersectionWitness } from './nfa';
import { sharePrefix, hasVariable, nullableVariables, type Pattern, type Tokens, withoutVariables } from './pattern';
import { negate, someOf, type Trilean } from './trilean';

/** The strings that one of the patterns matches; negated, those that none does. */
export interface StringSet {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
  /** Whether it is what a set of the policy leaves out. */
  readonly isComplement?: boolean;
}

/** Whether there is a string that is in all of these sets. */
export function stringSetsIntersect(sets: readonly StringSet[], budget: Budget): Trilean {
  const answer = intersectWithValues(sets, budget);
  if (answer !== 'no') return answer;
  // Where a variable has no value, AWS takes a Not with it for something that matches nothing, or leaves the variable out.
  const emptied = new Set(sets.filter(({ isComplement }) => isComplement !== true).flatMap(variablesThatEmpty));
  const certain = sets.filter(
    (set) => set.isComplement !== true || set.negated || variablesIn(set).every((name) => emptied.has(name)),
  );
  return certain.length === sets.length || intersectWithValues(certain, budget) === 'no' ? 'no' : 'unknown';
}

const firstReading = ({ readings }: Pattern): Tokens => readings[0] ?? [];

const variablesOf = (pattern: Pattern): readonly string[] => nullableVariables(firstReading(pattern));

const variablesIn = ({ patterns }: StringSet): readonly string[] => patterns.flatMap(variablesOf);

/** Without a value for one of these, nothing is in the set. */
function variablesThatEmpty(set: StringSet): readonly string[] {
  if (set.negated) return variablesIn(set);
  const [first, ...others] = set.patterns.map(variablesOf);
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}

/** About as many steps of a search take as long. */
const STEPS_PER_QUESTION = 10;

/** Each variable has some value. */
function intersectWithValues(sets: readonly StringSet[], budget: Budget): Trilean {
  const included = sets.flatMap((set) => (set.negated ? [] : [set.patterns]));
  const excluded = sets.flatMap((set) => (set.negated ? set.patterns : []));
  const all = [...included.flat(), ...excluded];
  const readings = Math.max(1, ...all.map((pattern) => pattern.readings.length));
  let common: Trilean | undefined;
  for (let i = 0; i < readings; i++) {
    budget.spend(STEPS_PER_QUESTION + all.length);
    if (budget.isSpent) return 'unknown';
    const read = (pattern: Pattern): Tokens => pattern.readings[i] ?? firstReading(pattern);
    const answer = hasWitnessWithSharedPrefix(
      included.map((patterns) => patterns.map(read)),
      excluded.map(read),
      budget,
    );
    if (answer === 'unknown' || (common !== undefined && answer !== common)) return 'unknown';
    common = answer;
  }
  return common ?? 'unknown';
}

/** As `hasWitness`, without the patterns that begin otherwise than the first list's: most do, which needs no search. */
function hasWitnessWithSharedPrefix(
  included: readonly (readonly Tokens[])[],
  excluded: readonly Tokens[],
  budget: Budget,
): Trilean {
  const [first, ...others] = included;
  if (first === undefined) return hasWitness(included, excluded, budget);
  budget.spend(first.length * (excluded.length + others.flat().length));
  const mayOverlapFirst = (tokens: Tokens) => first.some((one) => sharePrefix(one, tokens));
  return hasWitness(
    [first, ...others.map((patterns) => patterns.filter(mayOverlapFirst))],
    excluded.filter(mayOverlapFirst),
    budget,
  );
}

/**
 * A variable is the same text wherever it stands, and may be any. With one list to be in, a word that holds variables
 * is itself a proof; with more, two words that differ may come to the same text.
 */
function hasWitness(included: readonly (readonly Tokens[])[], excluded: readonly Tokens[], budget: Budget): Trilean {
  if (included.some(({ length }) => length === 0)) return 'no';
  if (included.length <= 1 && excluded.length === 0) return 'yes';
  if (![...included.flat(), ...excluded].some(hasVariable)) return hasIntersectionWitness(included, excluded, budget);
  const atMost = included.length > 1 ? included.map((patterns) => patterns.map(withoutVariables)) : included;
  if (hasIntersectionWitness(atMost, excluded, budget) === 'no') return 'no';
  const atLeast = included.map((patterns) => patterns.filter((tokens) => !hasVariable(tokens)));
  return hasIntersectionWitness(atLeast, excluded.map(withoutVariables), budget) === 'yes' ? 'yes' : 'unknown';
}

export const complement = ({ negated, patterns, isComplement }: StringSet): StringSet => ({
  negated: !negated,
  patterns,
  isComplement: isComplement !== true,
});

/** Actions and resources. */
export const stringDomain: SetDomain<StringSet> = {
  atoms: (strings) =>
    strings.negated ? [strings] : strings.patterns.map((pattern) => ({ negated: false, patterns: [pattern] })),
  written: ({ negated, patterns }) => ({ negated, values: patterns.map(({ text }) => text) }),
  isSubset: (atom, sets, _effect, budget) => negate(stringSetsIntersect([atom, ...sets.map(complement)], budget)),
  intersects: (atom, set, budget) => {
    if (atom.negated || set.negated) return stringSetsIntersect([atom, set], budget);
    budget.spend(atom.patterns.length * set.patterns.length);
    // One by one, for many patterns at once take longer than the first that has something in common.
    return someOf(
      set.patterns.filter((pattern) =>
        atom.patterns.some((one) => sharePrefix(firstReading(one), firstReading(pattern))),
      ),
      (pattern) => stringSetsIntersect([atom, { ...set, patterns: [pattern] }], budget),
    );
  },
  isNonEmpty: (atom, budget) => stringSetsIntersect([atom], budget),
};
