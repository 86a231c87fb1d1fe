import type { Dimension } from './dimension';
import { findWord } from './find-word';
import { beginAlike, hasVariable, type Pattern, type Tokens, withoutVariables } from './pattern';
import { not, type Verdict } from './verdict';

/** The texts that one of the patterns matches, or that none does. */
export interface Texts {
  readonly not: boolean;
  readonly patterns: readonly Pattern[];
}

/** Whether there is a text that is in all of these sets. */
export function meet(sets: readonly Texts[]): Verdict {
  const insides = sets.flatMap((set) => (set.not ? [] : [set.patterns]));
  const outside = sets.flatMap((set) => (set.not ? set.patterns : []));
  const readings = Math.max(1, ...[...insides.flat(), ...outside].map((pattern) => pattern.readings.length));
  const [verdict = 'unknown', ...others] = Array.from({ length: readings }, (_, i) => {
    const read = (pattern: Pattern): Tokens => pattern.readings[i] ?? pattern.readings[0] ?? [];
    return exists(
      insides.map((patterns) => patterns.map(read)),
      outside.map(read),
    );
  });
  return others.every((other) => other === verdict) ? verdict : 'unknown';
}

/** Most patterns differ in how they begin, which is seen faster than searched. */
function exists(insides: readonly (readonly Tokens[])[], outside: readonly Tokens[]): Verdict {
  const [first, ...others] = insides;
  if (first === undefined) return search(insides, outside);
  const isNear = (tokens: Tokens) => first.some((one) => beginAlike(one, tokens));
  return search([first, ...others.map((patterns) => patterns.filter(isNear))], outside.filter(isNear));
}

/**
 * A variable is the same text wherever it stands, and may be any. With one list to be in, a word that holds variables
 * is itself a proof; with more, two words that differ may come to the same text.
 */
function search(insides: readonly (readonly Tokens[])[], outside: readonly Tokens[]): Verdict {
  if (insides.some(({ length }) => length === 0)) return 'no';
  if (insides.length <= 1 && outside.length === 0) return 'yes';
  if (![...insides.flat(), ...outside].some(hasVariable)) return findWord(insides, outside);
  const atMost = insides.length > 1 ? insides.map((patterns) => patterns.map(withoutVariables)) : insides;
  if (findWord(atMost, outside) === 'no') return 'no';
  const atLeast = insides.map((patterns) => patterns.filter((tokens) => !hasVariable(tokens)));
  return findWord(atLeast, outside.map(withoutVariables)) === 'yes' ? 'yes' : 'unknown';
}

export const complement = (texts: Texts): Texts => ({ ...texts, not: !texts.not });

/** Actions and resources. */
export const textDimension: Dimension<Texts> = {
  parts: (texts) => (texts.not ? [texts] : texts.patterns.map((pattern) => ({ not: false, patterns: [pattern] }))),
  within: (part, sets) => not(meet([part, ...sets.map(complement)])),
  meets: (part, set) => meet([part, set]),
  isSomething: (part) => meet([part]),
};
