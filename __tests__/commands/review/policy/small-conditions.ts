import fc from 'fast-check';
import type { Context, Universe } from './brute-force';
import { effect, merged, oneOrMore } from './small-policies';

const quantified = (names: readonly string[]) =>
  names.flatMap((name) => [name, `${name}IfExists`, `ForAnyValue:${name}`, `ForAllValues:${name}`]);

const ofSeveral = (names: readonly string[]) => quantified(names).filter((name) => name.includes(':'));

interface Key {
  /** Operators, and what they may ask for. */
  readonly asks: readonly (readonly [operators: readonly string[], values: readonly string[]])[];
  /** What a request may have for it. */
  readonly values: readonly (readonly string[] | undefined)[];
}

const LITERALS = ['x', 'y', 'xy'];
const PATTERNS = ['x', 'y', 'xy', 'x*', '*'];

const KEYS = {
  one: {
    asks: [
      [quantified(['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase']), LITERALS],
      [quantified(['StringLike', 'StringNotLike']), [...PATTERNS, '?']],
      [['Null'], ['true', 'false']],
    ],
    values: [undefined, ['x'], ['X'], ['y'], ['Y'], ['xy'], ['XY'], ['xY'], ['xz'], ['z'], ['zz']],
  },
  many: {
    asks: [
      [ofSeveral(['StringEquals', 'StringNotEquals']), LITERALS],
      [ofSeveral(['StringLike', 'StringNotLike']), PATTERNS],
      [['Null'], ['true', 'false']],
    ],
    values: [undefined, ['x'], ['y'], ['xy'], ['xz'], ['z'], ['x', 'y'], ['x', 'z'], ['y', 'z'], ['xz', 'xy', 'y']],
  },
  // That a boolean can be neither is nothing that is known of a key.
  secure: {
    asks: [
      [
        ['Bool', 'BoolIfExists'],
        ['true', 'false'],
      ],
    ],
    values: [undefined, ['true'], ['false'], ['neither']],
  },
  number: {
    asks: [
      [
        ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEqualsIfExists'].map(
          (name) => `Numeric${name}`,
        ),
        ['4', '5'],
      ],
    ],
    values: [undefined, ['3'], ['4'], ['4.5'], ['5'], ['6']],
  },
  from: {
    asks: [
      [
        ['IpAddress', 'NotIpAddress', 'IpAddressIfExists'],
        ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3'],
      ],
    ],
    values: [undefined, ['10.1.2.3'], ['10.1.2.4'], ['10.2.0.0'], ['192.0.2.1']],
  },
} satisfies Readonly<Record<string, Key>>;

/** Conditions on some keys, and little else. */
export function conditional(keys: readonly (keyof typeof KEYS)[]) {
  const condition = fc.oneof(
    ...keys.flatMap((key) =>
      KEYS[key].asks.map(([operators, values]) =>
        fc
          .tuple(fc.constantFrom(...(operators ?? [])), oneOrMore(values ?? [], 2))
          .map(([operator, operands]) => ({ operator, key, operands })),
      ),
    ),
  );
  const conditions = fc.array(condition, { maxLength: 3 }).map((all) => ({
    Condition: all.reduce<Record<string, Record<string, readonly string[]>>>(
      (block, { operator, key, operands }) => ({ ...block, [operator]: { ...block[operator], [key]: operands } }),
      {},
    ),
  }));
  const contexts = keys.reduce<readonly Context[]>(
    (all, key) =>
      all.flatMap((context) =>
        KEYS[key].values.map((value) => (value === undefined ? context : { ...context, [key]: value })),
      ),
    [{}],
  );
  return {
    universe: { actions: ['a:B'], resources: ['r'], callers: [{}], contexts } satisfies Universe,
    statement: merged(
      effect.map((Effect) => ({ Effect, Action: 'a:B', Resource: '*', Principal: '*' as const })),
      conditions,
    ),
  };
}
