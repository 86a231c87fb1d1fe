/**
 * Whether languages of wildcard patterns have a word in common: the emptiness of an intersection of regular languages.
 *
 * Each list of patterns is a nondeterministic finite automaton (NFA). Their product is explored on the fly, and each NFA
 * in it made deterministic as it goes (subset construction), so that the one whose words are excluded can be
 * complemented. A product state in which all the included NFAs accept, and the excluded one does not, is reached by a
 * word that proves the intersection not empty: a witness.
 *
 * @see Hopcroft, Motwani, Ullman: "Introduction to Automata Theory, Languages, and Computation", 2.3.5 (subset
 *   construction), 4.2 (products and complements), 4.3 (emptiness)
 */
import type { Budget } from './budget';
import { coversPattern, type Tokens } from './pattern';
import { OTHER_LETTER, ProductAutomaton } from './product-automaton';
import { anyOf, type Trilean } from './trilean';

/** Patterns that need more are not written by people: `*a??????????????`. */
const MAX_PRODUCT_STATES = 5_000;

/** About as many steps of the search take as long. */
const [STEPS_PER_COVER, STEPS_PER_AUTOMATON] = [50, 100];

/**
 * Whether there is a word that, for every list in `included`, some pattern of the list matches, and that no pattern in
 * `excluded` matches. A variable counts as a letter of its own.
 */
export function hasIntersectionWitness(
  included: readonly (readonly Tokens[])[],
  excluded: readonly Tokens[],
  budget: Budget,
): Trilean {
  const [first = [], second = []] = included;
  if (included.length === 1) {
    budget.spend(STEPS_PER_COVER * first.length * excluded.length);
    if (budget.isSpent) return 'unknown';
    if (first.every((part) => excluded.some((whole) => coversPattern(whole, part)))) return 'no';
  }
  if (included.length === 2 && excluded.length === 0) {
    const answer = overlapByCover(first, second, budget);
    if (answer !== 'unknown') return answer;
  }
  budget.spend(STEPS_PER_AUTOMATON);
  const automaton = new ProductAutomaton(included, excluded);
  budget.spend(automaton.costToBuild);
  // Nearly always one of these is a witness, if there is any.
  const guesses =
    included.length === 1 ? first.flatMap((tokens) => [wordOf(tokens, []), wordOf(tokens, [OTHER_LETTER])]) : [];
  for (const word of guesses) {
    budget.spend(automaton.costOfStep * word.length);
    if (budget.isSpent) return 'unknown';
    if (automaton.isWitness(word)) return 'yes';
  }
  return search(automaton, budget);
}

/** Whether patterns have a word in common, if that is seen without a search: one is within the other, or is a word. */
function overlapByCover(one: readonly Tokens[], other: readonly Tokens[], budget: Budget): Trilean {
  budget.spend(2 * STEPS_PER_COVER * one.length * other.length);
  const isWord = (tokens: Tokens) => tokens.every(({ kind }) => kind === 'letter' || kind === 'variable');
  const answers = one.flatMap((a) =>
    other.map((b): Trilean => {
      if (coversPattern(a, b) || coversPattern(b, a)) return 'yes';
      return (isWord(a) || isWord(b)) && !isCaseInsensitive(a) && !isCaseInsensitive(b) ? 'no' : 'unknown';
    }),
  );
  return anyOf(answers);
}

const isCaseInsensitive = (tokens: Tokens): boolean =>
  tokens.some((token) => (token.kind === 'letter' || token.kind === 'variable') && token.caseInsensitive);

/** A word that the pattern matches. */
const wordOf = (tokens: Tokens, anyString: readonly string[]): readonly string[] =>
  tokens.flatMap((token) => {
    switch (token.kind) {
      case 'letter':
        return token.letter;
      case 'variable':
        return token.name;
      case 'anyCharacter':
        return OTHER_LETTER;
      case 'anyString':
        return anyString;
    }
  });

function search(automaton: ProductAutomaton, budget: Budget): Trilean {
  const seen = new Set([automaton.start]);
  const open = [automaton.start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (automaton.excludesEverything(state)) continue;
    if (automaton.accepts(state)) return 'yes';
    for (const letter of automaton.representativeLetters(state)) {
      budget.spend(automaton.costOfStep);
      if (budget.isSpent) return 'unknown';
      const next = automaton.step(state, letter);
      if (automaton.isDead(next) || seen.has(next)) continue;
      if (seen.size >= MAX_PRODUCT_STATES) return 'unknown';
      seen.add(next);
      open.push(next);
    }
  }
  return 'no';
}
