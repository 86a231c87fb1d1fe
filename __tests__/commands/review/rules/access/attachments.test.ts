import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, configurationBy, accessFindings, OWN_ACCOUNT, planBy } from '../../support/changes';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const OF_SERVICE = 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole';
const OWN = `arn:aws:iam::${OWN_ACCOUNT}:policy/own`;
const attachment = (change: Partial<Change>, name = 'one') =>
  changeBy({ type: 'aws_iam_role_policy_attachment', address: `aws_iam_role_policy_attachment.${name}`, ...change });
const GETS = `danger managed-policy-attached: r gets the policy ${ADMINISTRATOR}.`;
const EXCLUSIVE = 'caution exclusive-attachment: It removes every policy that is not listed here.';

test.each<[string, Change[], string[]]>([
  [
    'by deleting one attachment and creating another',
    [
      attachment({ before: { role: 'r', policy_arn: OWN } }, 'old'),
      attachment({ after: { role: 'r', policy_arn: ADMINISTRATOR } }),
    ],
    [GETS],
  ],
  [
    'by replacing it',
    [
      attachment({
        kind: 'replace',
        before: { role: 'r', policy_arn: OWN },
        after: { role: 'r', policy_arn: ADMINISTRATOR },
      }),
    ],
    [GETS],
  ],
  [
    'as a user',
    [changeBy({ type: 'aws_iam_user_policy_attachment', after: { user: 'r', policy_arn: ADMINISTRATOR } })],
    [GETS],
  ],
  [
    'as a group',
    [changeBy({ type: 'aws_iam_group_policy_attachment', after: { group: 'r', policy_arn: ADMINISTRATOR } })],
    [GETS],
  ],
  [
    'with others, who lose it',
    [
      changeBy({
        type: 'aws_iam_policy_attachment',
        after: { roles: ['r'], users: [], groups: [], policy_arn: ADMINISTRATOR },
      }),
    ],
    [
      GETS,
      'caution exclusive-attachment: It takes the policy away from every role, user and group that is not listed here.',
    ],
  ],
  [
    'by a list of all that it has',
    [
      changeBy({
        type: 'aws_iam_role_policy_attachments_exclusive',
        after: { role_name: 'r', policy_arns: [ADMINISTRATOR] },
      }),
    ],
    [GETS, EXCLUSIVE],
  ],
  [
    'by its own attribute',
    [
      changeBy({
        type: 'aws_iam_role',
        before: { name: 'r', managed_policy_arns: [OWN] },
        after: { name: 'r', managed_policy_arns: [OWN, ADMINISTRATOR] },
      }),
    ],
    [GETS],
  ],
  [
    'that AWS has for services',
    [attachment({ after: { role: 'r', policy_arn: OF_SERVICE } })],
    [`danger managed-policy-attached: r gets the policy ${OF_SERVICE}.`],
  ],
  [
    'of its own account',
    [attachment({ after: { role: 'r', policy_arn: OWN } })],
    [`caution policy-attached: r gets the policy ${OWN}.`],
  ],
  [
    'that is known late',
    [attachment({ after: { role: 'r' }, afterUnknown: { policy_arn: true } })],
    ['caution policy-attached: r gets a policy that is known only once this is applied.'],
  ],
  [
    'that it has already',
    [
      attachment({ before: { role: 'r', policy_arn: ADMINISTRATOR } }, 'old'),
      attachment({ after: { role: 'r', policy_arn: ADMINISTRATOR } }),
    ],
    [],
  ],
  [
    'whose name is sensitive',
    [attachment({ after: { role: 'r', policy_arn: ADMINISTRATOR }, afterSensitive: { role: true } })],
    [
      'danger managed-policy-attached: A role, user or group gets another policy. It is sensitive, so its name is not shown.',
    ],
  ],
])('a role gets a policy %s', (_, changes, expected) => {
  expect(accessFindings(planBy(changes))).toEqual(expected);
});

test.each([
  ['that takes the place of its own', 'aws_iam_role.one', []],
  [
    'that is known late',
    'terraform_data.name',
    [`danger managed-policy-attached: A role of this plan gets the policy ${ADMINISTRATOR}.`],
  ],
])('the administrator’s policy moves to a role %s', (_, reference, expected) => {
  const plan = planBy(
    [
      changeBy({ type: 'aws_iam_role', kind: 'replace', before: { name: 'r' }, after: {} }),
      attachment({
        kind: 'replace',
        before: { role: 'r', policy_arn: ADMINISTRATOR },
        after: { policy_arn: ADMINISTRATOR },
        afterUnknown: { role: true },
      }),
    ],
    { configuration: configurationBy({ 'aws_iam_role_policy_attachment.one': { role: [reference], policy_arn: [] } }) },
  );
  expect(accessFindings(plan)).toEqual(expected);
});

test.each([
  [
    'administrator',
    ADMINISTRATOR,
    [`danger managed-policy-attached: A role of this plan gets the policy ${ADMINISTRATOR}.`],
  ],
  ['what its service needs', OF_SERVICE, []],
  ['a policy that exists', OWN, []],
])('a new role gets %s', (_, policy_arn, expected) => {
  const plan = planBy(
    [
      changeBy({ type: 'aws_iam_role', after: {} }),
      attachment({ after: { policy_arn }, afterUnknown: { role: true } }),
    ],
    {
      configuration: configurationBy({
        'aws_iam_role_policy_attachment.one': { role: ['aws_iam_role.one'], policy_arn: [] },
      }),
    },
  );
  expect(accessFindings(plan)).toEqual(expected);
});
