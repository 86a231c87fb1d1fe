import type { Dimension } from './dimension';
import { hasIntersectionWitness } from './nfa';
import { sharePrefix, hasVariable, type Pattern, type Tokens, withoutVariables } from './pattern';
import { not, type Trilean } from './trilean';

/** The texts that one of the patterns matches, or that none does. */
export interface StringSet {
  readonly not: boolean;
  readonly patterns: readonly Pattern[];
}

/** Whether there is a text that is in all of these sets. */
export function stringSetsIntersect(sets: readonly StringSet[]): Trilean {
  const included = sets.flatMap((set) => (set.not ? [] : [set.patterns]));
  const excluded = sets.flatMap((set) => (set.not ? set.patterns : []));
  const readings = Math.max(1, ...[...included.flat(), ...excluded].map((pattern) => pattern.readings.length));
  const [answer = 'unknown', ...others] = Array.from({ length: readings }, (_, i) => {
    const read = (pattern: Pattern): Tokens => pattern.readings[i] ?? pattern.readings[0] ?? [];
    return existsAmongSimilar(
      included.map((patterns) => patterns.map(read)),
      excluded.map(read),
    );
  });
  return others.every((other) => other === answer) ? answer : 'unknown';
}

/** Most patterns differ in how they begin, which is seen faster than searched. */
function existsAmongSimilar(included: readonly (readonly Tokens[])[], excluded: readonly Tokens[]): Trilean {
  const [first, ...others] = included;
  if (first === undefined) return existsString(included, excluded);
  const isNear = (tokens: Tokens) => first.some((one) => sharePrefix(one, tokens));
  return existsString([first, ...others.map((patterns) => patterns.filter(isNear))], excluded.filter(isNear));
}

/**
 * A variable is the same text wherever it stands, and may be any. With one list to be in, a word that holds variables
 * is itself a proof; with more, two words that differ may come to the same text.
 */
function existsString(included: readonly (readonly Tokens[])[], excluded: readonly Tokens[]): Trilean {
  if (included.some(({ length }) => length === 0)) return 'no';
  if (included.length <= 1 && excluded.length === 0) return 'yes';
  if (![...included.flat(), ...excluded].some(hasVariable)) return hasIntersectionWitness(included, excluded);
  const atMost = included.length > 1 ? included.map((patterns) => patterns.map(withoutVariables)) : included;
  if (hasIntersectionWitness(atMost, excluded) === 'no') return 'no';
  const atLeast = included.map((patterns) => patterns.filter((tokens) => !hasVariable(tokens)));
  return hasIntersectionWitness(atLeast, excluded.map(withoutVariables)) === 'yes' ? 'yes' : 'unknown';
}

export const complement = (texts: StringSet): StringSet => ({ ...texts, not: !texts.not });

/** Actions and resources. */
export const stringDimension: Dimension<StringSet> = {
  atoms: (texts) => (texts.not ? [texts] : texts.patterns.map((pattern) => ({ not: false, patterns: [pattern] }))),
  isSubset: (part, sets) => not(stringSetsIntersect([part, ...sets.map(complement)])),
  intersects: (part, set) => stringSetsIntersect([part, set]),
  isNonEmpty: (part) => stringSetsIntersect([part]),
};
