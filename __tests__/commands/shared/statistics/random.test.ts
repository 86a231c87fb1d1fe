import fc from 'fast-check';
import { seededRandom, shuffle } from '../../../../commands/shared/statistics/random';

test('a shuffle keeps everything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (items) => expect(shuffle(items).toSorted()).toEqual(items.toSorted())),
  );
});

test('the same seed gives the same numbers, another seed others', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});
