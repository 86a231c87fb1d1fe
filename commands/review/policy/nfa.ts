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
import type { Token, Tokens } from './pattern';
import type { Trilean } from './trilean';

/** Patterns that need more are not written by people: `*a??????????????`. */
const MAX_PRODUCT_STATES = 5_000;

/** Stands for all letters that no pattern names next. */
const OTHER_LETTER = '';

/**
 * Whether there is a word that, for every list in `included`, some pattern of the list matches, and that no pattern in
 * `excluded` matches. A variable counts as a letter of its own.
 */
export function hasIntersectionWitness(
  included: readonly (readonly Tokens[])[],
  excluded: readonly Tokens[],
  budget: Budget,
): Trilean {
  const includedNfas = included.map((patterns) => new Nfa(patterns));
  const excludedNfa = new Nfa(excluded);
  const first: ProductState = {
    includedStates: includedNfas.map((nfa) => nfa.start()),
    excludedStates: excludedNfa.start(),
  };
  const seen = new Set([keyOf(first)]);
  const open: ProductState[] = [first];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { includedStates, excludedStates } = state;
    if (excludedNfa.acceptsEverything(excludedStates)) continue;
    if (!excludedNfa.accepts(excludedStates) && includedNfas.every((nfa, i) => nfa.accepts(includedStates[i] ?? [])))
      return 'yes';
    for (const letter of representativeLetters(includedNfas, excludedNfa, state)) {
      budget.spend(1);
      if (budget.isSpent) return 'unknown';
      const next: ProductState = {
        includedStates: includedNfas.map((nfa, i) => nfa.step(includedStates[i] ?? [], letter)),
        excludedStates: excludedNfa.step(excludedStates, letter),
      };
      if (next.includedStates.some((states) => states.length === 0)) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (seen.size >= MAX_PRODUCT_STATES) return 'unknown';
      seen.add(key);
      open.push(next);
    }
  }
  return 'no';
}

type NfaStates = readonly number[];

interface ProductState {
  readonly includedStates: readonly NfaStates[];
  readonly excludedStates: NfaStates;
}

const keyOf = ({ includedStates, excludedStates }: ProductState): string =>
  [...includedStates, excludedStates].map((states) => states.join()).join(';');

/** The union of a list of patterns. A state is a position in one of them; a `*` is a loop with an epsilon transition. */
class Nfa {
  /** One pattern after the other; undefined is the end of one. */
  private readonly tokens: readonly (Token | undefined)[];
  private readonly starts: NfaStates;

  constructor(patterns: readonly Tokens[]) {
    this.tokens = patterns.flatMap((tokens) => [...tokens, undefined]);
    this.starts = patterns.map((_, i) => patterns.slice(0, i).reduce((sum, { length }) => sum + length + 1, 0));
  }

  start(): NfaStates {
    return this.epsilonClosure(this.starts);
  }

  step(from: NfaStates, letter: string): NfaStates {
    return this.epsilonClosure(
      from.flatMap((position) => {
        const token = this.tokens[position];
        if (token === undefined || !matchesLetter(token, letter)) return [];
        return [token.kind === 'anyString' ? position : position + 1];
      }),
    );
  }

  accepts(states: NfaStates): boolean {
    return states.some((position) => this.tokens[position] === undefined);
  }

  /** Whether every word is accepted from here on. */
  acceptsEverything(states: NfaStates): boolean {
    return states.some((position) => {
      const token = this.tokens[position];
      return token?.kind === 'anyString' && token.matchesColon && this.tokens[position + 1] === undefined;
    });
  }

  /** What leads out of these states. */
  transitions(states: NfaStates): Tokens {
    return states.flatMap((position) => this.tokens[position] ?? []);
  }

  /** With the states that are reached without a letter: a `*` may match nothing. */
  private epsilonClosure(states: NfaStates): NfaStates {
    const closure = new Set<number>();
    for (let position of states) {
      closure.add(position);
      while (this.tokens[position]?.kind === 'anyString') closure.add(++position);
    }
    return [...closure].sort((a, b) => a - b);
  }
}

/** Longer than any letter, which is two at the most in JavaScript. */
const isVariable = (letter: string): boolean => letter.length > 2;

/** The value of a variable in other letters. */
const otherCase = (name: string): string => `~${name}`;

function matchesLetter(token: Token, letter: string): boolean {
  switch (token.kind) {
    case 'letter':
      return token.caseInsensitive ? letter.toLowerCase() === token.letter : letter === token.letter;
    case 'variable':
      return letter === token.name || (token.caseInsensitive && letter === otherCase(token.name));
    case 'anyCharacter':
      return !isVariable(letter) && (token.matchesColon || letter !== ':');
    case 'anyString':
      return token.matchesColon || (!isVariable(letter) && letter !== ':');
  }
}

/**
 * One letter for each class that the patterns tell apart. Letters that none of them names lead to the same states, except
 * the colon, which some wildcards do not match.
 */
function representativeLetters(
  includedNfas: readonly Nfa[],
  excludedNfa: Nfa,
  { includedStates, excludedStates }: ProductState,
): readonly string[] {
  const asked = includedNfas.map((nfa, i) => nfa.transitions(includedStates[i] ?? []));
  const only = asked.find((tokens) => tokens.every(({ kind }) => kind === 'letter' || kind === 'variable'));
  return only === undefined
    ? [...new Set([OTHER_LETTER, ':', ...lettersOf([...asked.flat(), ...excludedNfa.transitions(excludedStates)])])]
    : [...new Set(lettersOf(only))];
}

const lettersOf = (tokens: Tokens): readonly string[] =>
  tokens.flatMap((token) => {
    if (token.kind === 'variable') return token.caseInsensitive ? [token.name, otherCase(token.name)] : [token.name];
    if (token.kind !== 'letter') return [];
    return token.caseInsensitive ? [token.letter, token.letter.toUpperCase()] : [token.letter];
  });
