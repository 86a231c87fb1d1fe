import { comparePolicies } from '../../../../commands/review/policy/compare';
import { allow, answer, BUCKET, deny, policy, THROUGH_VPCE } from './policy-text';

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
    [
      'IfExists of ForAnyValue, which AWS documents in two ways',
      policy(deny({ Condition: { Null: { 'aws:TagKeys': 'true' } } })),
      policy(deny({ Condition: { 'ForAnyValue:StringNotEqualsIfExists': { 'aws:TagKeys': 'team' } } })),
    ],
    [
      'a variable in NotResource that a role has no value for',
      policy(allow({ Resource: undefined, NotResource: `${BUCKET}/\${aws:username}/*` })),
      policy(allow({ Resource: undefined, NotResource: `${BUCKET}/*` })),
    ],
    [
      'a variable in a Deny with NotResource that a role has no value for',
      policy(deny({ Resource: undefined, NotResource: `${BUCKET}/*` })),
      policy(deny({ Resource: undefined, NotResource: `${BUCKET}/\${aws:username}/*` })),
    ],
    [
      'a variable in a negated condition that a role has no value for',
      policy(allow({ Condition: { StringNotEquals: { k: '${aws:username}' } } })),
      policy(allow({ Condition: { Null: { k: 'true' } } })),
    ],
    [
      'a variable in letters of any case',
      condition({ StringEquals: { k: '${aws:username}' } }),
      condition({ StringEqualsIgnoreCase: { k: '${aws:username}' } }),
    ],
    [
      'either boolean, of a key that may be something else',
      condition({ Bool: { k: ['true', 'false'] } }),
      condition({ Null: { k: 'false' } }),
    ],
    [
      'a key that is there without any value',
      condition({ 'ForAnyValue:StringLike': { k: '*' } }),
      condition({ Null: { k: 'false' } }),
    ],
    [
      'a condition without values',
      condition({ StringNotEquals: { k: [] } }),
      condition({ StringNotEquals: { k: 'a' } }),
    ],
    [
      'what is no ARN',
      condition({ ArnNotEquals: { k: 'arn:aws:s3:::artifacts' } }),
      condition({ StringEquals: { k: 'a' } }),
    ],
    [
      'a star at the end of a part of an ARN',
      policy(allow({ Resource: 'arn:*:artifacts' })),
      policy(allow({ Resource: BUCKET })),
    ],
    [
      'an address of version 4 in one of version 6',
      condition({ IpAddress: { k: '::ffff:a00:0/104' } }),
      condition({ IpAddress: { k: '10.0.0.0/8' } }),
    ],
    [
      'a day that no calendar has',
      condition({ DateLessThan: { k: '2026-03-01' } }),
      condition({ DateLessThan: { k: '2026-02-30' } }),
    ],
    ['a policy for another kind of thing', policy(allow({ Principal: '*' })), policy(allow())],
  ])('%s', (_, before, after) => {
    expect(answer(before, after)).toBe('cannot tell');
    expect(answer(before, before)).toBe('no wider');
    expect(answer(after, after)).toBe('no wider');
  });

  test('it is said of which statement, and by which elements', () => {
    const now = allow({ Resource: '${b.arn}', Condition: { StringResembles: { k: 'a' } } });
    expect(comparePolicies(policy(allow({ Resource: '${a.arn}' })), policy(now))).toEqual({
      answer: 'cannot tell',
      why: 'the resources of its Allow (statement 1 of the policy after) cannot be compared with the policy before',
    });
    const old = deny({ Condition: { StringResembles: { k: 'a' } } });
    expect(comparePolicies(policy(old), policy(deny({ Condition: { StringResembles: { k: 'b' } } })))).toEqual({
      answer: 'cannot tell',
      why: 'the conditions of its Deny (statement 1 of the policy before) cannot be compared with the policy after',
    });
  });
});
