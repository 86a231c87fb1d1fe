import fc from 'fast-check';
import type { Context, Statement, Universe } from './brute-force';

/**
 * Universes are small, but hold a request for every combination of patterns that some request can match: only so does
 * a request that proves a policy wider have to be among them.
 */

const oneOrMore = <Value>(values: readonly Value[], most = 3): fc.Arbitrary<readonly Value[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });

const effect = fc.constantFrom<Statement['Effect'][]>('Allow', 'Allow', 'Deny');

const valueOrNot = <Value>(name: string, values: fc.Arbitrary<Value>) =>
  fc.tuple(fc.constantFrom(name, name, name, `Not${name}`), values).map(([element, value]) => ({ [element]: value }));

const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<Statement> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Statement);

const ROLE = 'arn:aws:iam::111122223333:role/one';
const ROOT = 'arn:aws:iam::111122223333:root';

const principal = fc.oneof(
  fc.constant({ Principal: '*' }),
  valueOrNot(
    'Principal',
    fc.constantFrom<object[]>(
      { AWS: '*' },
      { AWS: '111122223333' },
      { AWS: [ROOT] },
      { AWS: ROLE },
      { AWS: [ROLE, 'arn:aws:iam::444455556666:role/two'] },
      { Service: 'sagemaker.amazonaws.com' },
      { Service: ['sagemaker.amazonaws.com'], AWS: '444455556666' },
    ),
  ),
);

const shortCondition = fc.option(
  fc.constantFrom<NonNullable<Statement['Condition']>[]>(
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringEquals: { 'AWS:sourceVpce': ['vpce-1', 'vpce-2'] } },
    { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } },
  ),
  { nil: undefined },
);

/** Whom, what and on what, with few conditions. */
export const broad: { readonly universe: Universe; readonly statement: fc.Arbitrary<Statement> } = {
  universe: {
    actions: [
      's3:GetObject',
      's3:GetOther',
      's3:SetObject',
      's3:PutObject',
      's3:AnObject',
      's3:Other',
      'ec2:Run',
      'ec2:Other',
      'x:Y',
    ],
    resources: [
      'other',
      ...['b', 'b/', 'b/1', 'b/k', 'b/1k', 'b/11', 'b/u/1', 'b/u/k', 'b/v/1', 'bb', 'd', 'e'].map(
        (name) => `arn:aws:s3:::${name}`,
      ),
    ],
    callers: [
      { AWS: [ROLE, ROOT, '111122223333'] },
      { AWS: ['arn:aws:iam::111122223333:role/other', ROOT, '111122223333'] },
      { AWS: ['arn:aws:iam::444455556666:role/two', '444455556666'] },
      { AWS: ['444455556666'] },
      { AWS: ['777788889999'] },
      { Service: ['sagemaker.amazonaws.com'] },
      { Service: ['lambda.amazonaws.com'] },
    ],
    contexts: [undefined, 'u', 'v'].flatMap((user) =>
      [undefined, 'vpce-1', 'vpce-2', 'vpce-3'].map((vpce) => ({
        ...(user === undefined ? {} : { 'aws:username': [user] }),
        ...(vpce === undefined ? {} : { 'aws:sourcevpce': [vpce] }),
      })),
    ),
  },
  statement: merged(
    effect.map((Effect) => ({ Effect })),
    valueOrNot(
      'Action',
      oneOrMore(['*', 's3:*', 'S3:get*', 's3:GetObject', 's3:?etObject', 's3:*Object', 's3:PutObject', 'ec2:Run']),
    ),
    valueOrNot(
      'Resource',
      oneOrMore([
        '*',
        ...['b', 'b/*', 'b*', 'b/?', 'b/*k', 'b/${aws:username}/*', 'd'].map((name) => `arn:aws:s3:::${name}`),
      ]),
    ),
    principal,
    shortCondition.map((Condition) => (Condition === undefined ? {} : { Condition })),
  ),
};

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
          .map(([operator, given]) => ({ operator, key, given })),
      ),
    ),
  );
  const conditions = fc.array(condition, { maxLength: 3 }).map((all) => ({
    Condition: all.reduce<Record<string, Record<string, readonly string[]>>>(
      (block, { operator, key, given }) => ({ ...block, [operator]: { ...block[operator], [key]: given } }),
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

/** Two policies that have some statements in common. */
export const pairOf = (statement: fc.Arbitrary<Statement>) =>
  fc
    .array(fc.tuple(statement, fc.constantFrom('before', 'after', 'both', 'both')), { minLength: 1, maxLength: 5 })
    .map((all) => ({
      before: all.filter(([, where]) => where !== 'after').map(([one]) => one),
      after: all.filter(([, where]) => where !== 'before').map(([one]) => one),
    }));
