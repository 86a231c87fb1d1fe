import { comparePolicies } from '../../../../commands/review/policy/compare';

type Fields = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Fields[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const allow = (fields: Fields = {}): Fields => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...fields });
const deny = (fields: Fields = {}): Fields => ({ ...allow(fields), Effect: 'Deny' });

const answer = (before: string | undefined, after: string | undefined) => comparePolicies(before, after).answer;

const ENDPOINT = 'arn:aws:sagemaker:us-east-1:111122223333:endpoint';
const THROUGH_VPCE = { StringEquals: { 'aws:SourceVpce': 'vpce-1' } };

const invoke = { Effect: 'Allow', Action: ['sagemaker:InvokeEndpoint'], Resource: [`${ENDPOINT}/dev-diabetes`] };
const noOtherWay = {
  Effect: 'Deny',
  Action: ['sagemaker:InvokeEndpoint*'],
  Resource: [`${ENDPOINT}/dev-diabetes`],
  Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
};
const callers = policy({ ...invoke, Condition: THROUGH_VPCE }, noOtherWay);

const trusted = {
  Effect: 'Allow',
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: ['sts:AssumeRole'],
  Condition: {
    StringEquals: { 'aws:SourceAccount': '111122223333' },
    ArnLike: { 'aws:SourceArn': ['arn:aws:sagemaker:us-east-1:111122223333:*'] },
  },
};

const BUCKET = 'arn:aws:s3:::artifacts';
const tlsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: ['s3:*'],
  Resource: [BUCKET, `${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const throughEndpoint = {
  Effect: 'Allow',
  Principal: '*',
  Action: ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream'],
  Resource: [`${ENDPOINT}/dev-*`],
};

describe('the policies that are made here', () => {
  test.each([
    ['a condition of the callers policy is gone', callers, policy(invoke, noOtherWay)],
    ['its Deny is gone', callers, policy({ ...invoke, Condition: THROUGH_VPCE })],
    [
      'its Deny names another PrivateLink endpoint as well',
      callers,
      policy(
        { ...invoke, Condition: THROUGH_VPCE },
        { ...noOtherWay, Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } } },
      ),
    ],
    [
      'its Deny covers one action',
      callers,
      policy({ ...invoke, Condition: THROUGH_VPCE }, { ...noOtherWay, Action: 'sagemaker:InvokeEndpoint' }),
    ],
    [
      'the endpoint policy lets any endpoint be called',
      policy(throughEndpoint),
      policy({ ...throughEndpoint, Resource: '*' }),
    ],
    [
      'it lets more be done',
      policy(throughEndpoint),
      policy({ ...throughEndpoint, Action: [...throughEndpoint.Action, 'sagemaker:InvokeEndpointAsync'] }),
    ],
    ['the bucket no longer refuses what is not encrypted', policy(tlsOnly), policy()],
    ['it refuses that of objects only', policy(tlsOnly), policy({ ...tlsOnly, Resource: `${BUCKET}/*` })],
    [
      'another service may take the role',
      policy(trusted),
      policy({ ...trusted, Principal: { Service: ['sagemaker.amazonaws.com', 'ec2.amazonaws.com'] } }),
    ],
    ['anyone may', policy(trusted), policy({ ...trusted, Principal: '*' })],
    [
      'any account may take it through the service',
      policy(trusted),
      policy({ ...trusted, Condition: { ArnLike: trusted.Condition.ArnLike } }),
    ],
    [
      'any region may',
      policy(trusted),
      policy({
        ...trusted,
        Condition: { ...trusted.Condition, ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:*:111122223333:*' } },
      }),
    ],
  ])('wider: %s', (_, before, after) => {
    expect(answer(before, after)).toBe('wider');
    expect(answer(after, before)).toBe('no wider');
  });

  test('what is wider is shown as it was written, each statement once', () => {
    const open = allow({ Action: '*' });
    expect(comparePolicies(policy(allow(), tlsOnly), policy(allow(), open, open))).toEqual({
      answer: 'wider',
      statements: [JSON.stringify(open), JSON.stringify(tlsOnly)],
    });
  });
});

describe('without a policy', () => {
  const some = policy(throughEndpoint);

  test('nothing is allowed by a bucket or an identity', () => {
    expect(comparePolicies(undefined, some)).toEqual({
      answer: 'wider',
      statements: [JSON.stringify(throughEndpoint)],
    });
    expect(answer(some, undefined)).toBe('no wider');
    expect(answer(undefined, undefined)).toBe('no wider');
    expect(answer(undefined, policy(tlsOnly))).toBe('no wider');
    expect(answer(policy(tlsOnly), undefined)).toBe('wider');
  });

  test('everything is allowed by a VPC endpoint', () => {
    expect(comparePolicies(undefined, some, 'everything')).toEqual({ answer: 'no wider' });
    expect(comparePolicies(some, undefined, 'everything').answer).toBe('wider');
    expect(comparePolicies(undefined, undefined, 'everything').answer).toBe('no wider');
  });
});

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

describe('the same in other words', () => {
  test.each([
    ['one value or a list', policy(allow()), policy(allow({ Action: ['s3:GetObject'], Resource: ['*'] }))],
    ['one statement or a list', policy(allow()), JSON.stringify({ Version: '2012-10-17', Statement: allow() })],
    [
      'Sid, Id and white space',
      policy(allow()),
      JSON.stringify({ Id: 'x', ...JSON.parse(policy(allow({ Sid: 'S' }))) }, null, 2),
    ],
    ['a version without variables', policy(allow()), JSON.stringify({ Statement: [allow()] })],
    [
      'an unknown operator, in a version without variables',
      policy(allow({ Condition: { StringResembles: { k: ['a', 'b'] } } })),
      JSON.stringify({ Statement: [allow({ Condition: { StringResembles: { K: ['b', 'a'] } } })] }),
    ],
    ['every action', policy(allow({ Action: '*' })), policy(allow({ Action: '*:*' }))],
    ['everyone', policy(allow({ Principal: '*' })), policy(allow({ Principal: { AWS: ['*'] } }))],
    [
      'an account and its root',
      policy(allow({ Principal: { AWS: '111122223333' } })),
      policy(allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
    ],
    [
      'the root of an account that Terraform looks up',
      policy(allow({ Principal: { AWS: '${data.aws_caller_identity.caller.account_id}' } })),
      policy(allow({ Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.caller.account_id}:root' } })),
    ],
    [
      'a statement for each',
      policy(allow({ Action: ['s3:GetObject', 's3:PutObject'], Resource: [BUCKET, `${BUCKET}/*`] })),
      policy(
        allow({ Action: 's3:PutObject', Resource: [BUCKET, `${BUCKET}/*`] }),
        allow({ Resource: BUCKET }),
        allow({ Resource: `${BUCKET}/*` }),
      ),
    ],
    [
      'a statement for each value of a condition',
      policy(allow({ Condition: { StringEquals: { a: ['1', '2'], b: ['1', '2'] } } })),
      policy(
        allow({ Condition: { StringEquals: { a: '2', b: ['1', '2'] } } }),
        allow({ Condition: { StringEquals: { a: '1', b: '1' } } }),
        allow({ Condition: { StringEquals: { a: '1', b: '2' } } }),
      ),
    ],
    [
      'a value without quotes',
      policy(allow({ Condition: { Bool: { k: true } } })),
      policy(allow({ Condition: { Bool: { k: 'true' } } })),
    ],
    [
      'a variable',
      policy(allow({ Resource: `${BUCKET}/\${aws:username}/*`, Condition: { StringEquals: { k: '${aws:userid}' } } })),
      policy(
        allow({ Resource: [`${BUCKET}/\${aws:username}/*`], Condition: { StringEquals: { K: ['${aws:userid}'] } } }),
      ),
    ],
    [
      'what stands for a star',
      policy(allow({ Resource: `${BUCKET}/\${*}` })),
      policy(allow({ Resource: `${BUCKET}/$\${*}` })),
    ],
  ])('%s', (_, before, after) => {
    expect(answer(before, after)).toBe('no wider');
    expect(answer(after, before)).toBe('no wider');
  });
});

test('a wildcard in an ARN of a condition stays in its part', () => {
  const like = allow({ Condition: { ArnLike: { k: 'arn:aws:ec2:*:111122223333:vpc/*' } } });
  const other = allow({ Condition: { StringEquals: { k: 'arn:aws:ec2:us:east:111122223333:vpc/a' } } });
  expect(answer(policy(like), policy(other))).toBe('wider');
});

describe('what cannot be told', () => {
  const condition = (Condition: object) => policy(allow({ Condition }));

  test.each([
    ['another variable', policy(allow({ Resource: '${a.arn}/*' })), policy(allow({ Resource: '${b.arn}/*' }))],
    [
      'a text for a variable',
      policy(allow({ Resource: `${BUCKET}/\${aws:username}` })),
      policy(allow({ Resource: `${BUCKET}/a` })),
    ],
    [
      'a variable where the version has none',
      JSON.stringify({ Statement: allow({ Resource: '${aws:username}' }) }),
      policy(allow({ Resource: '${aws:username}' })),
    ],
    [
      'a variable for the letter of a ?',
      policy(allow({ Resource: `${BUCKET}/?` })),
      policy(allow({ Resource: `${BUCKET}/\${aws:username}` })),
    ],
    [
      'a role of an account that is allowed, which needs no leave of the account then',
      policy(allow({ Principal: { AWS: '111122223333' } })),
      policy(allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/one' } })),
    ],
    [
      'the id of a role that is gone',
      policy(allow({ Principal: { AWS: 'AROAEXAMPLEEXAMPLE12' } })),
      policy(allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/one' } })),
    ],
    ['an unknown operator', condition({ StringResembles: { k: 'a' } }), condition({ StringResembles: { k: 'b' } })],
    ['a number that is none', condition({ NumericLessThan: { k: 'ten' } }), condition({ NumericLessThan: { k: '1' } })],
    [
      'a block with bits behind its prefix',
      condition({ IpAddress: { k: '10.0.0.0/8' } }),
      condition({ IpAddress: { k: '10.1.1.1/16' } }),
    ],
    [
      'any of several, and all of them',
      condition({ 'ForAnyValue:StringEquals': { k: 'a' } }),
      condition({ StringEquals: { k: 'a' } }),
    ],
    [
      'a number of too many digits',
      condition({ NumericEquals: { k: '10000000000000000' } }),
      condition({ NumericEquals: { k: '10000000000000001' } }),
    ],
    [
      'what stands for a star, where the version has no such thing',
      JSON.stringify({ Statement: allow({ Resource: '${*}' }) }),
      policy(allow({ Resource: '${*}' })),
    ],
    [
      'someone from elsewhere among everyone',
      policy(allow({ Principal: '*' })),
      policy(allow({ Principal: { Federated: 'accounts.google.com' } })),
    ],
    [
      'everyone, who were allowed one by one',
      policy(
        allow({ NotPrincipal: { AWS: '111122223333' } }),
        allow({ Principal: { AWS: '111122223333' }, Condition: { StringLike: { k: '*' } } }),
        allow({ Principal: { AWS: '111122223333' }, Condition: { Null: { k: 'true' } } }),
      ),
      policy(allow({ Principal: '*' })),
    ],
    [
      'a condition that need not hold, where what has none may be the same resource',
      policy(allow({ Resource: '${a.arn}', Condition: THROUGH_VPCE }), allow({ Resource: '${b.arn}' })),
      policy(allow({ Resource: '${a.arn}' })),
    ],
    [
      'what two statements allow together',
      policy(
        allow({ Condition: { StringNotEquals: { k: ['a', 'b'] }, StringEquals: { j: 'a' } } }),
        allow({ Condition: { StringNotEquals: { k: ['a', 'b'], j: 'a' } } }),
      ),
      policy(allow({ Condition: { StringNotEquals: { k: ['a', 'b'] } } })),
    ],
    ['a policy for something of another kind', policy(allow()), policy(allow({ Principal: '*' }))],
    [
      'two values of a key, where one could not be both',
      condition({ Null: { k: 'true' } }),
      condition({ 'ForAnyValue:StringEquals': { k: 'a' }, 'ForAnyValue:StringNotEquals': { k: 'a' } }),
    ],
    [
      'a star in the middle of a part of an ARN',
      policy(allow({ Resource: 'arn:aws:s3:::a*z' })),
      policy(allow({ Resource: 'arn:aws:s3:::a:z' })),
    ],
    ['a policy for another kind of thing', policy(allow({ Principal: '*' })), policy(allow())],
  ])('%s', (_, before, after) => {
    expect(answer(before, after)).toBe('cannot tell');
    expect(answer(before, before)).toBe('no wider');
    expect(answer(after, after)).toBe('no wider');
  });

  test.each([
    ['', 'it is no JSON'],
    ['{', 'it is no JSON'],
    ['null', 'it is no JSON object'],
    ['[]', 'it is no JSON object'],
    ['{}', 'it has no Statement'],
    ['{"Version":"2030-01-01","Statement":[]}', 'its Version is unknown'],
    ['{"Statement":[],"Extra":1}', 'it has an element other than Version, Id, Statement'],
    ['{"Statement":["Allow"]}', 'a statement is no JSON object'],
    [policy(allow({ Effect: 'allow' })), 'the Effect of a statement is unknown'],
    [policy(allow({ Action: undefined })), 'a statement has no Action'],
    [policy(allow({ NotAction: 's3:*' })), 'a statement has both Action and NotAction'],
    [policy(allow({ Action: 5 })), 'a statement has a value of Action that is no text'],
    [policy(allow({ Principal: { Robot: '*' } })), 'it has a kind of Principal that is unknown'],
    [policy(allow({ Condition: { StringEquals: 'a' } })), 'a Condition is no JSON object'],
    [policy(allow({ Condition: { StringEquals: { k: null } } })), 'a Condition has a value that is no text'],
    [
      policy(allow({ Condition: { StringEquals: { k: 'a', K: 'b' } } })),
      'a Condition has a key twice, in upper and lower case',
    ],
  ])('%j: %s', (text, why) => {
    expect(comparePolicies(text, policy())).toEqual({
      answer: 'cannot tell',
      why: `the policy before is not understood: ${why}`,
    });
    expect(comparePolicies(policy(), text)).toEqual({
      answer: 'cannot tell',
      why: `the policy after is not understood: ${why}`,
    });
  });

  test('a policy that is longer than AWS takes is not read', () => {
    expect(comparePolicies(policy(), policy(allow({ Sid: 'S'.repeat(50_000) })))).toEqual({
      answer: 'cannot tell',
      why: 'the policy after is not understood: it is longer than AWS takes',
    });
  });

  test('it is said of which statement, and by which elements', () => {
    const now = allow({ Resource: '${b.arn}', Condition: { StringResembles: { k: 'a' } } });
    expect(comparePolicies(policy(allow({ Resource: '${a.arn}' })), policy(now))).toEqual({
      answer: 'cannot tell',
      why: `whether this Allow fits into one from before cannot be told by its resources: ${JSON.stringify(now)}`,
    });
    const old = deny({ Condition: { StringResembles: { k: 'a' } } });
    expect(comparePolicies(policy(old), policy(deny({ Condition: { StringResembles: { k: 'b' } } })))).toEqual({
      answer: 'cannot tell',
      why: `whether this Deny from before is still covered cannot be told by its conditions: ${JSON.stringify(old)}`,
    });
  });
});

test('an action more is wider, whatever is not understood of the resources', () => {
  expect(
    answer(policy(allow({ Resource: '${a.arn}/*' })), policy(allow({ Action: 's3:*', Resource: '${a.arn}/*' }))),
  ).toBe('wider');
});
