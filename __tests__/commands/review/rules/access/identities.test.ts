import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, accessFindings, planBy } from '../../support/changes';

const created = (type: string, after: Record<string, unknown> = {}) => [changeBy({ type, after })];

test.each<[string, Change[], string[]]>([
  [
    'an access key',
    created('aws_iam_access_key'),
    [
      'danger credentials-created: A user gets an access key, which is valid until somebody deletes it, and is kept in the state.',
    ],
  ],
  [
    'a member of a group',
    created('aws_iam_user_group_membership', { user: 'u', groups: ['admins'] }),
    ['danger group-joined: A user joins a group, and may do what the group may.'],
  ],
  [
    'one member less',
    [
      changeBy({
        type: 'aws_iam_group_membership',
        before: { group: 'g', users: ['a', 'b'] },
        after: { group: 'g', users: ['a'] },
      }),
    ],
    [],
  ],
  [
    'a user',
    created('aws_iam_user'),
    ['caution identity-created: A user is created, for whom there will be credentials that do not expire.'],
  ],
  [
    'an identity provider',
    created('aws_iam_openid_connect_provider'),
    ['caution identity-created: Roles may trust whom another identity provider vouches for.'],
  ],
  [
    'a permission set for administrators',
    created('aws_ssoadmin_managed_policy_attachment', {
      managed_policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
    [
      'danger managed-policy-attached: Whoever this is for gets the policy arn:aws:iam::aws:policy/AdministratorAccess.',
    ],
  ],
  [
    'a stack in the stack',
    created('aws_cloudformation_stack'),
    ['caution access-beyond-plan: It makes resources that this plan does not show.'],
  ],
])('%s', (_, changes, expected) => {
  expect(accessFindings(planBy(changes))).toEqual(expected);
});
