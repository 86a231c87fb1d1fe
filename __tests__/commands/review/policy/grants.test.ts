import { comparePolicies } from '../../../../commands/review/policy/compare';
import type { Grant } from '../../../../commands/review/policy/grant';
import { allow, BUCKET, deny, policy, THROUGH_VPCE } from './policy-text';

const grantsOf = (before: string | undefined, after: string | undefined): readonly Grant[] => {
  const comparison = comparePolicies(before, after);
  return comparison.answer === 'wider' ? comparison.grants : [];
};

const some = (...values: string[]) => ({ negated: false, values });

const inSubnets = (...subnets: string[]) => ({ ArnEquals: { 'ec2:Subnet': subnets } });

describe('what one policy allows and the other does not, element by element', () => {
  test.each<[string, string | undefined, string, Partial<Grant>[]]>([
    [
      'an artifact at another key',
      policy(allow({ Resource: [BUCKET, `${BUCKET}/r8/model.tar.gz`] })),
      policy(allow({ Resource: [BUCKET, `${BUCKET}/r9/model.tar.gz`] })),
      [{ actions: some('s3:GetObject'), resources: some(`${BUCKET}/r9/model.tar.gz`), widened: ['resources'] }],
    ],
    [
      'actions that are new on the same resources, together',
      policy(allow({ Resource: BUCKET })),
      policy(allow({ Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], Resource: BUCKET })),
      [{ actions: some('s3:PutObject', 's3:DeleteObject'), resources: some(BUCKET), widened: ['actions'] }],
    ],
    [
      'the same resource of two statements, together',
      undefined,
      policy(allow({ Resource: BUCKET }), allow({ Action: 's3:PutObject', Resource: BUCKET })),
      [{ actions: some('s3:GetObject', 's3:PutObject'), resources: some(BUCKET) }],
    ],
    [
      'what has nothing to do with anything before',
      policy(allow({ Resource: BUCKET })),
      policy(allow({ Resource: BUCKET }), allow({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:::queue' })),
      [{ actions: some('sqs:SendMessage'), widened: ['actions', 'resources', 'principals', 'conditions'] }],
    ],
    [
      'all but some actions',
      policy(allow({ Action: undefined, NotAction: ['iam:*', 'sts:*'] })),
      policy(allow({ Action: undefined, NotAction: 'iam:*' })),
      [{ actions: { negated: true, values: ['iam:*'] }, widened: ['actions'] }],
    ],
    [
      'another principal',
      policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'sagemaker.amazonaws.com' } }),
      policy({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'sagemaker.amazonaws.com', AWS: 'arn:aws:iam::111122223333:root' },
      }),
      [{ resources: undefined, principals: some('arn:aws:iam::111122223333:root'), widened: ['principals'] }],
    ],
    [
      'a subnet more',
      policy(allow({ Condition: inSubnets('a:b:c:d:e:1', 'a:b:c:d:e:2') })),
      policy(allow({ Condition: inSubnets('a:b:c:d:e:1', 'a:b:c:d:e:2', 'a:b:c:d:e:3') })),
      [
        {
          widened: ['conditions'],
          conditions: [{ kind: 'widened', operator: 'ArnEquals', key: 'ec2:Subnet', values: ['a:b:c:d:e:3'] }],
        },
      ],
    ],
    [
      'a subnet more, where each had a statement',
      policy(allow({ Condition: inSubnets('a:b:c:d:e:1') }), allow({ Condition: inSubnets('a:b:c:d:e:2') })),
      policy(allow({ Condition: inSubnets('a:b:c:d:e:1', 'a:b:c:d:e:2', 'a:b:c:d:e:3') })),
      [{ conditions: [{ kind: 'widened', operator: 'ArnEquals', key: 'ec2:Subnet', values: ['a:b:c:d:e:3'] }] }],
    ],
    [
      'a value less that is refused',
      policy(allow({ Condition: { StringNotEquals: { k: ['a', 'b'] } } })),
      policy(allow({ Condition: { StringNotEquals: { k: 'a' } } })),
      [{ conditions: [{ kind: 'widened', operator: 'StringNotEquals', key: 'k', values: ['b'] }] }],
    ],
    [
      'a condition that holds without the key as well',
      policy(allow({ Condition: { StringEquals: { k: 'a' } } })),
      policy(allow({ Condition: { StringEqualsIfExists: { k: 'a' } } })),
      [{ conditions: [{ kind: 'widened', operator: 'StringEqualsIfExists', key: 'k', values: [] }] }],
    ],
    [
      'a condition that is dropped, rather than the resource that had none',
      policy(allow({ Resource: 'arn:aws:s3:::other' }), allow({ Resource: BUCKET, Condition: THROUGH_VPCE })),
      policy(allow({ Resource: BUCKET })),
      [
        {
          widened: ['conditions'],
          conditions: [{ kind: 'dropped', operator: 'StringEquals', key: 'aws:SourceVpce', values: ['vpce-1'] }],
          statementConditions: [],
        },
      ],
    ],
    [
      'a Deny of less',
      policy(deny({ Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`] })),
      policy(deny({ Action: 's3:*', Resource: BUCKET })),
      [{ effect: 'Deny', actions: some('s3:*'), resources: some(`${BUCKET}/*`), widened: ['resources'] }],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(grantsOf(before, after)).toEqual(expected.map((grant): unknown => expect.objectContaining(grant)));
  });

  test('what cannot be told of the rest is said beside', () => {
    const before = policy(allow({ Resource: '${a.arn}' }));
    const after = policy(allow({ Resource: '${b.arn}' }), allow({ Action: 's3:PutObject', Resource: '${a.arn}' }));
    expect(comparePolicies(before, after)).toEqual({
      answer: 'wider',
      grants: [expect.objectContaining({ actions: some('s3:PutObject') })],
      undecided: [
        'the resources of its Allow (statement 1 of the policy after) cannot be compared with the policy before',
      ],
    });
  });
});
