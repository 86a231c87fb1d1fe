import type { Token, Tokens } from './pattern';

/** Stands for all letters that no pattern names next. */
export const OTHER_LETTER = '';

/** The states that all the NFAs are in together: a bit for each position in a pattern. */
type States = bigint;

/**
 * The product of some NFAs that are to accept a word and one that is not to. All of them take a step at once: a state is
 * a bit, and a letter has a mask of the states that it leads out of (the Shift-And algorithm).
 *
 * @see Navarro, Raffinot: "Flexible Pattern Matching in Strings", 4.1 (bit-parallel simulation of an NFA)
 */
export class ProductAutomaton {
  readonly start: States;
  /** Of a step, for a budget: about what it takes of time. */
  readonly costOfStep: number;
  readonly costToBuild: number;
  private readonly included: readonly Part[];
  private readonly excluded: Part;
  private readonly letters = new Map<string, Masks>();
  private readonly alphabet: readonly string[];
  /** The positions of `*`, which is left without a letter, too. */
  private readonly strings: States;
  private readonly openEnds: States;

  constructor(included: readonly (readonly Tokens[])[], excluded: readonly Tokens[]) {
    /** One pattern after the other; undefined is the end of one. */
    const tokens: (Token | undefined)[] = [];
    const append = (patterns: readonly Tokens[]): Part => {
      const begin = tokens.length;
      const starts = patterns.map((pattern) => {
        const at = tokens.length;
        tokens.push(...pattern, undefined);
        return at;
      });
      const positions = Array.from({ length: tokens.length - begin }, (_, i) => begin + i);
      return {
        starts: maskOf(starts),
        all: maskOf(positions),
        ends: maskOf(positions.filter((at) => tokens[at] === undefined)),
        wildcards: maskOf(positions.filter((at) => isWildcard(tokens[at]))),
      };
    };
    this.included = included.map(append);
    this.excluded = append(excluded);
    const positionsOf = (isWanted: (token: Token, at: number) => boolean): States =>
      maskOf(tokens.flatMap((token, at) => (token !== undefined && isWanted(token, at) ? [at] : [])));
    const ofKind = (wanted: 'anyString' | 'anyCharacter', colon: boolean) =>
      positionsOf((token) => token.kind === wanted && token.matchesColon === colon);
    const [crossingStrings, innerStrings] = [ofKind('anyString', true), ofKind('anyString', false)];
    const [crossingCharacters, innerCharacters] = [ofKind('anyCharacter', true), ofKind('anyCharacter', false)];
    const namedAt = new Map<string, number[]>([
      [OTHER_LETTER, []],
      [':', []],
    ]);
    tokens.forEach((token, at) => {
      for (const letter of token === undefined ? [] : lettersOf(token)) {
        const positions = namedAt.get(letter);
        if (positions === undefined) namedAt.set(letter, [at]);
        else positions.push(at);
      }
    });
    for (const [letter, positions] of namedAt) {
      const named = maskOf(positions);
      const isInner = letter !== ':' && !isVariable(letter);
      const characters = isVariable(letter) ? 0n : crossingCharacters | (isInner ? innerCharacters : 0n);
      this.letters.set(letter, {
        named,
        moves: named | characters,
        stays: crossingStrings | (isInner ? innerStrings : 0n),
      });
    }
    this.alphabet = [...namedAt.keys()].filter((letter) => letter !== OTHER_LETTER);
    this.strings = crossingStrings | innerStrings;
    this.openEnds = this.excluded.all & crossingStrings & positionsOf((_, at) => tokens[at + 1] === undefined);
    this.costToBuild = 4 * (tokens.length + this.alphabet.length);
    this.costOfStep = 8 + Math.ceil(tokens.length / 64) + this.alphabet.length / 4;
    this.start = this.withSkippedStrings(
      [...this.included, this.excluded].reduce((all, { starts }) => all | starts, 0n),
    );
  }

  step(states: States, letter: string): States {
    const masks = this.letters.get(letter) ?? this.letters.get(OTHER_LETTER);
    return masks === undefined ? 0n : this.withSkippedStrings((states & masks.stays) | ((states & masks.moves) << 1n));
  }

  accepts(states: States): boolean {
    return (states & this.excluded.ends) === 0n && this.included.every(({ ends }) => (states & ends) !== 0n);
  }

  /** Whether no word is accepted from here on, for all are excluded. */
  excludesEverything(states: States): boolean {
    return (states & this.openEnds) !== 0n;
  }

  /** Whether no word is accepted from here on, for one of the lists matches none. */
  isDead(states: States): boolean {
    return this.included.some(({ all }) => (states & all) === 0n);
  }

  isWitness(word: readonly string[]): boolean {
    return this.accepts(word.reduce((states, letter) => this.step(states, letter), this.start));
  }

  /**
   * One letter for each class that the patterns tell apart. Letters that none of them names lead to the same states,
   * except the colon, which some wildcards do not match.
   */
  representativeLetters(states: States): readonly string[] {
    const onlyNamed = this.included.find(({ all, wildcards }) => (states & all & wildcards) === 0n);
    const asked = onlyNamed === undefined ? states : states & onlyNamed.all;
    const named = this.alphabet.filter((letter) => (asked & (this.letters.get(letter)?.named ?? 0n)) !== 0n);
    if (onlyNamed !== undefined) return named;
    return named.includes(':') ? [OTHER_LETTER, ...named] : [OTHER_LETTER, ':', ...named];
  }

  /** With the states that are reached without a letter: a `*` may match nothing. */
  private withSkippedStrings(states: States): States {
    let all = states;
    for (;;) {
      const more = all | ((all & this.strings) << 1n);
      if (more === all) return all;
      all = more;
    }
  }
}

/** One of the NFAs. */
interface Part {
  readonly starts: States;
  readonly all: States;
  readonly ends: States;
  readonly wildcards: States;
}

/** Of a letter, the positions that name it, and those that it leads on from or stays at. */
interface Masks {
  readonly named: States;
  readonly moves: States;
  readonly stays: States;
}

function maskOf(positions: readonly number[]): States {
  const digits = new Array<string>(Math.max(0, ...positions) + 1).fill('0');
  for (const at of positions) digits[digits.length - 1 - at] = '1';
  return BigInt(`0b${digits.join('')}`);
}

const isWildcard = (token: Token | undefined): boolean => token?.kind === 'anyCharacter' || token?.kind === 'anyString';

/** Longer than any letter, which is two at the most in JavaScript. */
const isVariable = (letter: string): boolean => letter.length > 2;

/** The value of a variable in other letters. */
const otherCase = (name: string): string => `~${name}`;

function lettersOf(token: Token): readonly string[] {
  switch (token.kind) {
    case 'variable':
      return token.caseInsensitive ? [token.name, otherCase(token.name)] : [token.name];
    case 'letter':
      return token.caseInsensitive ? [token.letter, token.letter.toUpperCase()] : [token.letter];
    default:
      return [];
  }
}
