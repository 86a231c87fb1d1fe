import type { Token, Tokens } from './pattern';
import type { Verdict } from './verdict';

/** Patterns that need more are not written by people: `*a??????????????`. */
const MOST_STATES = 5_000;

/** Any letter that no pattern asks for next. */
const ANY_OTHER = '';

/**
 * Whether there is a word that some pattern of every list of `insides` matches, and no pattern of `outside`.
 * A variable is a letter of its own here.
 */
export function findWord(insides: readonly (readonly Tokens[])[], outside: readonly Tokens[]): Verdict {
  const machines = insides.map((patterns) => new Machine(patterns));
  const outer = new Machine(outside);
  const first: State = { inner: machines.map((machine) => machine.start()), out: outer.start() };
  const seen = new Set([keyOf(first)]);
  const open: State[] = [first];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { inner, out } = state;
    if (outer.takesAll(out)) continue;
    if (!outer.accepts(out) && machines.every((machine, i) => machine.accepts(inner[i] ?? []))) return 'yes';
    for (const letter of nextLetters(machines, outer, state)) {
      const next: State = {
        inner: machines.map((machine, i) => machine.step(inner[i] ?? [], letter)),
        out: outer.step(out, letter),
      };
      if (next.inner.some((positions) => positions.length === 0)) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (seen.size >= MOST_STATES) return 'unknown';
      seen.add(key);
      open.push(next);
    }
  }
  return 'no';
}

type Positions = readonly number[];

interface State {
  readonly inner: readonly Positions[];
  readonly out: Positions;
}

const keyOf = ({ inner, out }: State): string => [...inner, out].map((positions) => positions.join()).join(';');

/** All patterns of a list at once: the positions in them that a word may have led to. */
class Machine {
  /** One pattern after the other; undefined is the end of one. */
  private readonly tokens: readonly (Token | undefined)[];
  private readonly starts: Positions;

  constructor(patterns: readonly Tokens[]) {
    this.tokens = patterns.flatMap((tokens) => [...tokens, undefined]);
    this.starts = patterns.map((_, i) => patterns.slice(0, i).reduce((sum, { length }) => sum + length + 1, 0));
  }

  start(): Positions {
    return this.settle(this.starts);
  }

  step(from: Positions, letter: string): Positions {
    return this.settle(
      from.flatMap((position) => {
        const token = this.tokens[position];
        if (token === undefined || !takes(token, letter)) return [];
        return [token.kind === 'many' ? position : position + 1];
      }),
    );
  }

  accepts(positions: Positions): boolean {
    return positions.some((position) => this.tokens[position] === undefined);
  }

  /** Whether every word is matched from here on. */
  takesAll(positions: Positions): boolean {
    return positions.some((position) => {
      const token = this.tokens[position];
      return token?.kind === 'many' && token.colon && this.tokens[position + 1] === undefined;
    });
  }

  /** What is asked for next. */
  next(positions: Positions): Tokens {
    return positions.flatMap((position) => this.tokens[position] ?? []);
  }

  /** A `*` may match nothing. */
  private settle(positions: Positions): Positions {
    const settled = new Set<number>();
    for (let position of positions) {
      settled.add(position);
      while (this.tokens[position]?.kind === 'many') settled.add(++position);
    }
    return [...settled].sort((a, b) => a - b);
  }
}

/** Longer than any letter, which is two at the most in JavaScript. */
const isVariable = (letter: string): boolean => letter.length > 2;

function takes(token: Token, letter: string): boolean {
  switch (token.kind) {
    case 'letter':
      return token.eitherCase ? letter.toLowerCase() === token.letter : letter === token.letter;
    case 'variable':
      return letter === token.name;
    case 'one':
      return !isVariable(letter) && (token.colon || letter !== ':');
    case 'many':
      return token.colon || (!isVariable(letter) && letter !== ':');
  }
}

/** Letters that nothing asks for all lead to the same, but for the colon, which some wildcards do not take. */
function nextLetters(machines: readonly Machine[], outer: Machine, { inner, out }: State): readonly string[] {
  const asked = machines.map((machine, i) => machine.next(inner[i] ?? []));
  const only = asked.find((tokens) => tokens.every(({ kind }) => kind === 'letter' || kind === 'variable'));
  return only === undefined
    ? [...new Set([ANY_OTHER, ':', ...lettersOf([...asked.flat(), ...outer.next(out)])])]
    : [...new Set(lettersOf(only))];
}

const lettersOf = (tokens: Tokens): readonly string[] =>
  tokens.flatMap((token) => {
    if (token.kind === 'variable') return [token.name];
    if (token.kind !== 'letter') return [];
    return token.eitherCase ? [token.letter, token.letter.toUpperCase()] : [token.letter];
  });
