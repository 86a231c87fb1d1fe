import fc from 'fast-check';
import type { Statement } from './brute-force';
import { effect, merged, oneOrMore, valueOrNot } from './small-policies';

// Statements of identities with keys that AWS has, as a simulator knows their types, and requests for every combination
// of patterns that some request can match.

export interface IamRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

interface Key {
  /** Operators, and what they may ask for. */
  readonly asks: readonly (readonly [operators: readonly string[], values: readonly string[]])[];
  /** What a request may have for it. */
  readonly values: readonly (string | readonly string[] | undefined)[];
}

const withIfExists = (names: readonly string[]) => names.flatMap((name) => [name, `${name}IfExists`]);

const quantified = (names: readonly string[]) =>
  withIfExists(names).flatMap((name) => [`ForAnyValue:${name}`, `ForAllValues:${name}`]);

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const KEYS = {
  'aws:PrincipalTag/team': {
    asks: [
      [
        withIfExists(['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase']),
        ['x', 'y', '${aws:username}', '${aws:userid}'],
      ],
      [withIfExists(['StringLike', 'StringNotLike']), ['x', 'x*', '*', '${aws:username}*']],
      [['Null'], ['true', 'false']],
    ],
    values: [undefined, '', 'x', 'X', 'y', 'Y', 'u', 'U', 'u1', 'xz', 'z', 'Xz', 'w', 'W'],
  },
  'aws:username': { asks: [], values: [undefined, 'u'] },
  'aws:userid': { asks: [], values: [undefined, 'w'] },
  'aws:TagKeys': {
    asks: [
      [quantified(['StringEquals', 'StringNotEquals']), ['x', 'y', 'xy']],
      [quantified(['StringLike', 'StringNotLike']), ['x', 'x*', '*']],
      [['Null'], ['true', 'false']],
    ],
    values: [undefined, [], ['x'], ['y'], ['xy'], ['xz'], ['z'], ['x', 'y'], ['x', 'z'], ['y', 'z'], ['xz', 'xy', 'y']],
  },
  'aws:SecureTransport': {
    asks: [
      [withIfExists(['Bool']), ['true', 'false']],
      [['Null'], ['true', 'false']],
    ],
    values: [undefined, 'true', 'false'],
  },
  's3:max-keys': {
    asks: [
      [
        withIfExists(['Equals', 'NotEquals', 'LessThan', 'GreaterThanEquals'].map((name) => `Numeric${name}`)),
        ['4', '5.0'],
      ],
      [['Null'], ['true', 'false']],
    ],
    values: [undefined, '3', '4', '4.5', '5', '6'],
  },
  'aws:SourceIp': {
    asks: [
      [
        withIfExists(['IpAddress', 'NotIpAddress']),
        ['10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '10.1.0.0/16', '10.1.2.3/32', '2001:db8::/32'],
      ],
    ],
    values: [undefined, '10.1.2.3', '10.1.2.4', '10.2.0.0', '10.128.0.1', '192.0.2.1', '2001:db8::1', '2001:db9::1'],
  },
  'aws:PrincipalArn': {
    asks: [
      [
        withIfExists(['ArnEquals', 'ArnLike', 'ArnNotLike']),
        [role('one'), role('*'), 'arn:aws:iam::*:role/one', 'arn:aws:iam::111122223333:*', role('t??')],
      ],
      [withIfExists(['StringLike', 'StringNotEquals']), [role('one'), role('*')]],
    ],
    values: [
      undefined,
      role('one'),
      role('two'),
      role('three'),
      role('*'),
      'arn:aws:iam::444455556666:role/one',
      'arn:aws:iam::444455556666:role/two',
      'arn:aws:iam::111122223333:user/one',
      'arn:aws:iam::111122223333:role:one',
    ],
  },
  'aws:CurrentTime': {
    asks: [
      [
        ['DateLessThan', 'DateGreaterThanEquals', 'DateEquals'],
        ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
      ],
      [['DateNotEquals', 'DateLessThanEqualsIfExists', 'DateGreaterThanIfExists'], ['2026-01-15T00:00:00Z']],
      [['Null'], ['true', 'false']],
    ],
    values: [
      undefined,
      ...['2025-01-01', '2026-01-01', '2026-01-10', '2026-01-15', '2026-01-20', '2026-02-01', '2026-03-01'].map(
        (day) => `${day}T00:00:00Z`,
      ),
    ],
  },
} satisfies Readonly<Record<string, Key>>;

type KeyName = keyof typeof KEYS;

/** What each kind of statements has conditions on. */
const KINDS: Readonly<Record<string, readonly KeyName[]>> = {
  'actions and resources': ['aws:username'],
  'a text, with variables': ['aws:PrincipalTag/team', 'aws:username', 'aws:userid'],
  'several values': ['aws:TagKeys'],
  'booleans and numbers': ['aws:SecureTransport', 's3:max-keys'],
  addresses: ['aws:SourceIp'],
  ARNs: ['aws:PrincipalArn'],
  times: ['aws:CurrentTime'],
  'several keys': ['aws:SecureTransport', 'aws:SourceIp', 'aws:CurrentTime'],
};

const contextsOf = (keys: readonly KeyName[]): readonly IamRequest['context'][] =>
  keys.reduce<readonly IamRequest['context'][]>(
    (all, key) =>
      all.flatMap((context) =>
        KEYS[key].values.map((value) => (value === undefined ? context : { ...context, [key]: value })),
      ),
    [{}],
  );

const BROAD = 'actions and resources';

const ACTIONS = [
  ...['s3:GetObject', 's3:GetOther', 's3:PutObject', 's3:AnObject', 's3:GetAnObject'],
  ...['s3:Other', 'sqs:SendMessage', 'iam:GetRole'],
];

const OBJECTS = ['b', 'b/1', 'b/k', 'b/1k', 'b/11', 'b/u/1', 'b/u/k', 'bb', 'd', 'e'];

/** For each kind of statements, a request that each of their elements may tell from others. */
export const REQUESTS: Readonly<Record<string, readonly IamRequest[]>> = Object.fromEntries(
  Object.entries(KINDS).map(([name, keys]) => [
    name,
    contextsOf(keys).flatMap((context) =>
      (name === BROAD ? ACTIONS : ACTIONS.slice(0, 1)).flatMap((action) =>
        (name === BROAD
          ? [...OBJECTS.map((object) => `arn:aws:s3:::${object}`), 'arn:aws:sqs:us-east-1:111122223333:q']
          : ['arn:aws:s3:::b/1']
        ).map((resource) => ({ action, resource, context })),
      ),
    ),
  ]),
);

/** Statements of a kind. */
export function identityStatement(name: string): fc.Arbitrary<Statement> {
  if (name === BROAD) {
    return merged(
      effect.map((Effect) => ({ Effect })),
      valueOrNot('Action', oneOrMore(['*', 's3:*', 'S3:get*', 's3:GetObject', 's3:*Object', 's3:PutObject', 'sqs:*'])),
      valueOrNot(
        'Resource',
        oneOrMore([
          '*',
          'arn:aws:s3:::*',
          ...['b', 'b/*', 'b*', 'b/?', 'b/*k', 'b/${aws:username}/*', 'd'].map((object) => `arn:aws:s3:::${object}`),
        ]),
      ),
    );
  }
  const condition = fc.oneof(
    ...(KINDS[name] ?? []).flatMap((key) =>
      KEYS[key].asks.map(([operators, values]) =>
        fc
          .tuple(fc.constantFrom<string[]>(...(operators ?? [])), oneOrMore<string>(values ?? [], 2))
          .map(([operator, operands]) => ({ operator, key, operands })),
      ),
    ),
  );
  return merged(
    effect.map((Effect) => ({ Effect, Action: 's3:GetObject', Resource: '*' })),
    fc.array(condition, { maxLength: 3 }).map((all) => ({
      Condition: all.reduce<Record<string, Record<string, readonly string[]>>>(
        (block, { operator, key, operands }) => ({ ...block, [operator]: { ...block[operator], [key]: operands } }),
        {},
      ),
    })),
  );
}
