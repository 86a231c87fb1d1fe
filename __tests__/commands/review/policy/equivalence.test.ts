import { allow, answer, BUCKET, policy } from './policy-text';

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
      'a variable in other letters',
      policy(allow({ Resource: `${BUCKET}/\${aws:username}` })),
      policy(allow({ Resource: `${BUCKET}/\${AWS:UserName}` })),
    ],
    [
      'either boolean, where the key is there',
      policy(allow({ Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } })),
      policy(allow({ Condition: { Null: { 'aws:SecureTransport': 'false' } } })),
    ],
    [
      'all but a variable of resources',
      policy(allow({ Resource: undefined, NotResource: [BUCKET, `${BUCKET}/\${aws:username}`] })),
      policy(allow({ Resource: undefined, NotResource: [`${BUCKET}/\${aws:username}`, BUCKET] })),
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
