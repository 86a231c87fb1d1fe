import { allow, answer, BUCKET, type Fields, policy, THROUGH_VPCE } from './policy-text';

/** Statements of which the second allows less. */
const NARROWER: readonly (readonly [string, Fields, Fields])[] = [
  ['actions, in any letters', allow({ Action: 's3:get*' }), allow({ Action: ['S3:GetObject', 's3:GetBucketAcl'] })],
  ['all actions', allow({ Action: '*' }), allow({ Action: 's3:*' })],
  ['all but some', allow({ Action: undefined, NotAction: 'iam:*' }), allow()],
  [
    'all but more',
    allow({ Action: undefined, NotAction: 'iam:Create*' }),
    allow({ Action: undefined, NotAction: ['iam:*', 'sts:*'] }),
  ],
  ['wildcards', allow({ Resource: `${BUCKET}/a*` }), allow({ Resource: `${BUCKET}/ab?` })],
  [
    'all resources but some',
    allow({ Resource: undefined, NotResource: `${BUCKET}/private/*` }),
    allow({ Resource: `${BUCKET}/public/*` }),
  ],
  ['a variable', allow({ Resource: `${BUCKET}/*` }), allow({ Resource: `${BUCKET}/\${aws:username}/*` })],
  ['principals', allow({ Principal: '*' }), allow({ Principal: { AWS: '111122223333' } })],
  [
    'all but some principals',
    allow({ NotPrincipal: { AWS: '444455556666' } }),
    allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/one' } }),
  ],
  ...(
    [
      ['a condition more', {}, THROUGH_VPCE],
      ['fewer values', { StringEquals: { k: ['a', 'b'] } }, { StringEquals: { K: 'a' } }],
      ['more values that are refused', { StringNotEquals: { k: 'a' } }, { StringNotEquals: { k: ['a', 'b'] } }],
      ['only where it is there', { StringEqualsIfExists: { k: 'a' } }, { StringEquals: { k: 'a' } }],
      [
        'only where it is there, said apart',
        { StringEquals: { k: 'a' } },
        { StringEqualsIfExists: { k: 'a' }, Null: { k: 'false' } },
        'same',
      ],
      ['that it is there', { Null: { k: false } }, { StringLike: { k: '*' } }, 'same'],
      ['one pattern in another', { StringLike: { k: 'a*' } }, { StringLike: { k: 'a?c' } }],
      ['a text in a pattern', { StringLike: { k: 'a*' } }, { StringEquals: { k: 'abc' } }],
      ['a text in letters of any case', { StringEqualsIgnoreCase: { k: 'aBc' } }, { StringEquals: { k: 'ABC' } }],
      ['another than is refused', { StringNotEquals: { k: 'a' } }, { StringEquals: { k: 'b' } }],
      [
        'parts of an ARN',
        { ArnLike: { k: 'arn:aws:ec2:*:111122223333:vpc/*' } },
        { ArnEquals: { k: 'arn:aws:ec2:us-east-1:111122223333:vpc/*' } },
      ],
      ['a block in a block', { IpAddress: { k: '10.0.0.0/8' } }, { IpAddress: { k: ['10.1.0.0/16', '10.2.3.4'] } }],
      [
        'half a block',
        { IpAddress: { k: ['10.0.0.0/9', '10.128.0.0/9'] } },
        { IpAddress: { k: '10.0.0.0/8' } },
        'same',
      ],
      ['version 6', { IpAddress: { k: '2001:db8::/32' } }, { IpAddress: { k: '2001:db8:1::1' } }],
      ['fewer addresses', { NotIpAddress: { k: '10.1.0.0/16' } }, { NotIpAddress: { k: '10.0.0.0/8' } }],
      ['a lower bound', { NumericLessThan: { k: '10' } }, { NumericLessThanEquals: { k: 9.5 } }],
      ['a number at all', { Null: { k: 'false' } }, { NumericGreaterThanEquals: { k: '3' } }],
      ['a number', { NumericGreaterThanEquals: { k: '3' } }, { NumericEquals: { k: ['3', '4'] } }],
      [
        'a window',
        { DateGreaterThan: { k: '2026-01-01T00:00:00Z' } },
        { DateGreaterThan: { k: '2026-02-01T00:00:00Z' }, DateLessThan: { k: '2026-03-01T00:00:00+01:00' } },
      ],
      [
        'any of several',
        { 'ForAnyValue:StringLike': { k: ['a*', 'b'] } },
        { 'ForAnyValue:StringEquals': { k: ['ab', 'b'] } },
      ],
      [
        'all of several',
        { 'ForAllValues:StringEquals': { k: ['a', 'b'] } },
        { 'ForAllValues:StringEquals': { k: 'a' } },
      ],
    ] as const
  ).map(([name, before, after, same]) => {
    const statement = (Condition: object) => allow({ Condition });
    return [`condition: ${name}${same ? ' (as much)' : ''}`, statement(before), statement(after)] as const;
  }),
];

const isAsMuch = (name: string) => name.endsWith('(as much)');

test.each(NARROWER)('no wider: %s', (name, before, after) => {
  expect(answer(policy(before), policy(after))).toBe('no wider');
  if (!isAsMuch(name)) expect(answer(policy(after), policy(before))).toBe('wider');
});

test.each(NARROWER)('of a Deny the other way round: %s', (name, before, after) => {
  const refusing = (statement: Fields) => policy({ ...statement, Effect: 'Deny' });
  expect(answer(refusing(after), refusing(before))).toBe('no wider');
  if (!isAsMuch(name)) expect(answer(refusing(before), refusing(after))).toBe('wider');
});
