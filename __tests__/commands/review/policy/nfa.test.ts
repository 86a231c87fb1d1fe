import fc from 'fast-check';
import { Budget } from '../../../../commands/review/policy/budget';
import { hasIntersectionWitness as decide } from '../../../../commands/review/policy/nfa';
import { readTokens, type Tokens } from '../../../../commands/review/policy/pattern';

const hasIntersectionWitness = (included: readonly (readonly Tokens[])[], excluded: readonly Tokens[]) =>
  decide(included, excluded, new Budget());

const tokensOf = (text: string): Tokens =>
  readTokens(text, { wildcards: true, caseInsensitive: false, variables: true });

/** The letters of the patterns and one other, as many as patterns of four need to differ. */
const LONGEST = 6;
const words = Array.from({ length: LONGEST }).reduce<readonly string[]>(
  (all) => [...new Set(['', ...all.flatMap((word) => ['a', 'b', 'c'].map((letter) => word + letter)), ...all])],
  [''],
);

const matches = (pattern: string, word: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(word);

const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 4 }).map((letters) => letters.join(''));

const some = (patterns: readonly string[], word: string) => patterns.some((one) => matches(one, word));

test('a pattern fits into others exactly where there is no word that only it matches', () => {
  fc.assert(
    fc.property(pattern, fc.array(pattern, { maxLength: 2 }), (inner, outer) => {
      const proof = words.some((word) => matches(inner, word) && !some(outer, word));
      expect(hasIntersectionWitness([[tokensOf(inner)]], outer.map(tokensOf))).toBe(proof ? 'yes' : 'no');
    }),
    { numRuns: 300 },
  );
});

test('patterns have something in common exactly where a word is in all of them', () => {
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 2 }), pattern, pattern, (one, other, without) => {
      const proof = words.some((word) => some(one, word) && matches(other, word) && !matches(without, word));
      const found = hasIntersectionWitness([one.map(tokensOf), [tokensOf(other)]], [tokensOf(without)]);
      expect(found).toBe(proof ? 'yes' : 'no');
    }),
    { numRuns: 300 },
  );
});

test('what would take too long is not decided', () => {
  const far = `*a${'?'.repeat(20)}`;
  const inTwo = [tokensOf(far.slice(1)), tokensOf(`?${far}`)];
  expect(hasIntersectionWitness([[tokensOf(far)]], inTwo)).toBe('unknown');
  expect(hasIntersectionWitness([[tokensOf(far)]], [...inTwo, tokensOf('*')])).toBe('no');
});

test('an expression of Terraform is one thing, with the braces in it', () => {
  const expression = '${f({ a = "*" })}';
  expect(tokensOf(`a${expression}?`)).toEqual([
    { kind: 'letter', letter: 'a', caseInsensitive: false },
    { kind: 'variable', name: expression, isNullable: false, caseInsensitive: false },
    { kind: 'anyCharacter', matchesColon: true },
  ]);
});
