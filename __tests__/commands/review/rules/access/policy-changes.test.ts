import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, configurationBy, findingsIn, OTHER_ACCOUNT, planBy, policyText } from '../../support/changes';

const EVERYTHING = policyText({ Action: '*', Resource: '*' });

test.each<[string, Change, string]>([
  [
    'a block',
    changeBy({
      type: 'aws_iam_role',
      before: { inline_policy: [] },
      after: { inline_policy: [{ name: 'more', policy: EVERYTHING }] },
    }),
    'danger policy-wider: Its inline_policy "more" allows more than before: + every action on every resource',
  ],
  [
    'an attribute of another name',
    changeBy({ type: 'aws_x', before: { rules: policyText() }, after: { rules: EVERYTHING } }),
    'danger policy-wider: Its rules allows more than before: + every action on every resource',
  ],
  [
    'escapes',
    changeBy({
      type: 'aws_x',
      before: { rules: policyText() },
      after: { rules: EVERYTHING.replace('"Statement"', '"\\u0053tatement"') },
    }),
    'danger policy-wider: Its rules allows more than before: + every action on every resource',
  ],
  [
    'a text that cannot be read',
    changeBy({ type: 'aws_iam_policy', before: { policy: policyText() }, after: { policy: '{' } }),
    'caution policy-not-compared: Whether its policy allows more than before cannot be told: the policy after is not understood: it is no JSON.',
  ],
])('a policy in %s', (_, change, expected) => {
  expect(findingsIn(planBy([change]))).toEqual([expected]);
});

test('nothing of a sensitive policy is quoted', () => {
  const trust = (Condition?: object) =>
    policyText({ Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }, Action: 'sts:AssumeRole', Condition });
  const change = changeBy({
    type: 'aws_iam_role',
    before: { assume_role_policy: trust({ StringEquals: { 'sts:ExternalId': 'a-secret' } }) },
    after: { assume_role_policy: trust() },
    beforeSensitive: { assume_role_policy: true },
  });
  expect(findingsIn(planBy([change]))).toEqual([
    'danger policy-wider: Its assume_role_policy allows more than before. It is sensitive, so nothing of it is shown.',
  ]);
});

test.each<[string, Change[]]>([
  [
    'a policy that has another name',
    [
      changeBy({
        type: 'aws_iam_role_policy',
        address: 'aws_iam_role_policy.a',
        before: { role: 'r', policy: EVERYTHING },
      }),
      changeBy({
        type: 'aws_iam_role_policy',
        address: 'aws_iam_role_policy.b',
        after: { role: 'r', policy: EVERYTHING },
      }),
    ],
  ],
  [
    'a lifecycle policy',
    [changeBy({ type: 'aws_ecr_lifecycle_policy', after: { repository: 'r', policy: '{"rules":[]}' } })],
  ],
  [
    'a copy of a policy',
    [changeBy({ type: 'terraform_data', before: { input: policyText() }, after: { input: EVERYTHING } })],
  ],
])('%s gives nothing', (_, changes) => {
  expect(findingsIn(planBy(changes))).toEqual([]);
});

test('a role whose name is known late is no new role', () => {
  const changes = [
    changeBy({ type: 'aws_iam_role', after: {} }),
    changeBy({
      type: 'aws_iam_role_policy',
      after: { policy: policyText({ Action: 's3:GetObject', Resource: 'x' }) },
      afterUnknown: { role: true },
    }),
  ];
  const found = (reference: string) =>
    findingsIn(
      planBy(changes, {
        configuration: configurationBy({ 'aws_iam_role_policy.one': { role: [reference], policy: [] } }),
      }),
    );
  expect(found('aws_iam_role.one')).toEqual(['note policy-new: New: may s3:GetObject on x.']);
  expect(found('terraform_data.name')[0]).toMatch('danger policy-wider');
});
