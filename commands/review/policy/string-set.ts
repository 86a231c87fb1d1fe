import type { Budget } from './budget';
import type { SetDomain } from './set-domain';
import { hasIntersectionWitness } from './nfa';
import { sharePrefix, hasVariable, type Pattern, type Tokens, withoutVariables } from './pattern';
import { negate, type Trilean } from './trilean';

/** The strings that one of the patterns matches; negated, those that none does. */
export interface StringSet {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
}

/** Whether there is a string that is in all of these sets. */
export function stringSetsIntersect(sets: readonly StringSet[], budget: Budget): Trilean {
  const included = sets.flatMap((set) => (set.negated ? [] : [set.patterns]));
  const excluded = sets.flatMap((set) => (set.negated ? set.patterns : []));
  const readings = Math.max(1, ...[...included.flat(), ...excluded].map((pattern) => pattern.readings.length));
  const [answer = 'unknown', ...others] = Array.from({ length: readings }, (_, i) => {
    const read = (pattern: Pattern): Tokens => pattern.readings[i] ?? pattern.readings[0] ?? [];
    return hasWitnessWithSharedPrefix(
      included.map((patterns) => patterns.map(read)),
      excluded.map(read),
      budget,
    );
  });
  return others.every((other) => other === answer) ? answer : 'unknown';
}

/** As `hasWitness`, without the patterns that begin otherwise than the first list's: most do, which needs no search. */
function hasWitnessWithSharedPrefix(
  included: readonly (readonly Tokens[])[],
  excluded: readonly Tokens[],
  budget: Budget,
): Trilean {
  const [first, ...others] = included;
  if (first === undefined) return hasWitness(included, excluded, budget);
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

export const complement = (strings: StringSet): StringSet => ({ ...strings, negated: !strings.negated });

/** Actions and resources. */
export const stringDomain: SetDomain<StringSet> = {
  atoms: (strings) =>
    strings.negated ? [strings] : strings.patterns.map((pattern) => ({ negated: false, patterns: [pattern] })),
  written: ({ negated, patterns }) => ({ negated, values: patterns.map(({ text }) => text) }),
  isSubset: (atom, sets, _effect, budget) => negate(stringSetsIntersect([atom, ...sets.map(complement)], budget)),
  intersects: (atom, set, budget) => stringSetsIntersect([atom, set], budget),
  isNonEmpty: (atom, budget) => stringSetsIntersect([atom], budget),
};
