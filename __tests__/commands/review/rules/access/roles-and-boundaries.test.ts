import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, accessFindings, OWN_ACCOUNT, planBy, policyText } from '../../support/changes';

const role = (name: string) => `arn:aws:iam::${OWN_ACCOUNT}:role/${name}`;
const boundary = (name: string) => `arn:aws:iam::${OWN_ACCOUNT}:policy/${name}`;
const created = (type: string, after: Record<string, unknown> = {}) => [changeBy({ type, after })];

test.each<[string, Change[], string[]]>([
  [
    'another boundary',
    [
      changeBy({
        type: 'aws_iam_role',
        before: { permissions_boundary: boundary('a') },
        after: { permissions_boundary: boundary('b') },
      }),
    ],
    [
      `danger boundary-exchanged: ${boundary('b')} takes the place of ${boundary('a')}: what it allows is not in this plan.`,
    ],
  ],
  [
    'no boundary',
    [changeBy({ type: 'aws_iam_user', before: { permissions_boundary: boundary('a') }, after: {} })],
    [
      'danger boundary-removed: The permissions boundary is taken away: nothing bounds the policies of this role any more.',
    ],
  ],
  [
    'a model with another role',
    [
      changeBy({
        type: 'aws_sagemaker_model',
        kind: 'replace',
        before: { execution_role_arn: role('a') },
        after: { execution_role_arn: role('b') },
      }),
    ],
    [`danger other-role: It works with ${role('b')} instead of ${role('a')}.`],
  ],
  [
    'a model with another role, at another address',
    [
      changeBy({
        type: 'aws_sagemaker_model',
        address: 'aws_sagemaker_model.old',
        before: { execution_role_arn: role('a') },
      }),
      changeBy({ type: 'aws_sagemaker_model', after: { execution_role_arn: role('b') } }),
    ],
    [`danger other-role: It works with ${role('b')} instead of ${role('a')}.`],
  ],
  ['a first model with a role', created('aws_sagemaker_model', { execution_role_arn: role('b') }), []],
  [
    'a model with a role that the plan makes',
    [
      changeBy({ type: 'aws_iam_role', after: {} }),
      changeBy({
        type: 'aws_sagemaker_model',
        kind: 'replace',
        before: { execution_role_arn: role('a') },
        after: {},
        afterUnknown: { execution_role_arn: true },
      }),
    ],
    [],
  ],
])('%s', (_, changes, expected) => {
  expect(accessFindings(planBy(changes))).toEqual(expected);
});

test.each([
  ['less', 'arn:aws:s3:::b/*', []],
  ['more', '*', [`danger boundary-exchanged: ${boundary('b')} takes the place of ${boundary('a')}: it allows more.`]],
])('another boundary that allows %s, as the plan shows', (_, resource, expected) => {
  const policy = (name: string, text: string) => {
    const values = { arn: boundary(name), policy: text };
    return changeBy({
      type: 'aws_iam_policy',
      address: `aws_iam_policy.${name}`,
      kind: 'no-op',
      before: values,
      after: values,
    });
  };
  const changes = [
    policy('a', policyText({ Action: 's3:*', Resource: 'arn:aws:s3:::*' })),
    policy('b', policyText({ Action: 's3:*', Resource: resource })),
    changeBy({
      type: 'aws_iam_role',
      before: { permissions_boundary: boundary('a') },
      after: { permissions_boundary: boundary('b') },
    }),
  ];
  expect(accessFindings(planBy(changes))).toEqual(expected);
});
