import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, configurationBy, accessFindings, OTHER_ACCOUNT, planBy, policyText } from '../../support/changes';

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
  expect(accessFindings(planBy([change]))).toEqual([expected]);
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
  expect(accessFindings(planBy([change]))).toEqual([
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
  expect(accessFindings(planBy(changes))).toEqual([]);
});

/** A policy that comes to allow one thing, for a role. */
const given = (after: Partial<Change>): Change =>
  changeBy({
    type: 'aws_iam_role_policy',
    ...after,
    after: { policy: policyText({ Action: 's3:GetObject', Resource: 'x' }), ...after.after },
  });
const ruleFor = (changes: Change[], role: readonly string[]) =>
  accessFindings(
    planBy(changes, { configuration: configurationBy({ 'aws_iam_role_policy.one': { role, policy: [] } }) }),
  ).map((found) => found.split(':')[0]);

test.each<[string, Change, readonly string[], string[]]>([
  ['a new role', given({ afterUnknown: { role: true } }), ['aws_iam_role.one'], ['note policy-new']],
  ['a new role of a known name', given({ after: { role: 'new' } }), ['aws_iam_role.one'], ['note policy-new']],
  [
    'a role whose name is known late',
    given({ afterUnknown: { role: true } }),
    ['terraform_data.name'],
    ['danger policy-wider'],
  ],
  ['a role that has the name already', given({ after: { role: 'new' } }), [], ['danger policy-wider']],
  ['one of two roles', given({ after: { role: 'old' } }), ['aws_iam_role.one'], ['danger policy-wider']],
  [
    'another role, known late',
    given({ kind: 'replace', before: { role: 'a', ...given({}).after }, afterUnknown: { role: true } }),
    ['data.aws_iam_role.b'],
    ['danger policy-wider'],
  ],
])('a policy for %s', (_, change, references, expected) => {
  expect(ruleFor([changeBy({ type: 'aws_iam_role', after: { name: 'new' } }), change], references)).toEqual(expected);
});

test('a policy of a role that is replaced stays where it is', () => {
  const role = changeBy({ type: 'aws_iam_role', kind: 'replace', before: { name: 'a' }, after: {} });
  const policy = given({ kind: 'replace', before: { role: 'a', ...given({}).after }, afterUnknown: { role: true } });
  expect(ruleFor([role, policy], ['aws_iam_role.one'])).toEqual([]);
});

test('of two blocks with one name, both are read', () => {
  const blocks = (...texts: string[]) => ({ inline_policy: texts.map((policy) => ({ name: 'x', policy })) });
  const change = changeBy({
    type: 'aws_iam_role',
    before: blocks(policyText()),
    after: blocks(policyText(), EVERYTHING),
  });
  expect(accessFindings(planBy([change]))[0]).toMatch('danger policy-wider');
  const broken = changeBy({ type: 'aws_iam_role', before: blocks(policyText()), after: blocks(policyText(), '{') });
  expect(accessFindings(planBy([broken]))[0]).toMatch('caution policy-not-compared');
});

test('nor is the name of a sensitive block', () => {
  const blocks = (policy: string) => ({ inline_policy: [{ name: 'a-secret', policy }] });
  const change = changeBy({
    type: 'aws_iam_role',
    before: blocks(policyText()),
    after: blocks(EVERYTHING),
    afterSensitive: { inline_policy: [{ name: true }] },
  });
  expect(accessFindings(planBy([change]))).toEqual([
    'danger policy-wider: Its inline_policy allows more than before. It is sensitive, so nothing of it is shown.',
  ]);
});

test('a policy that becomes two gives nothing, and takes back what it denied', () => {
  const [read, write] = ['s3:GetObject', 's3:PutObject'].map((Action) => ({ Action, Resource: 'x' }));
  const policy = (name: string, change: Partial<Change>) =>
    changeBy({ type: 'aws_iam_role_policy', address: `aws_iam_role_policy.${name}`, ...change });
  const deny = { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' };
  const changes = [
    policy('all', { before: { role: 'r', policy: policyText({ ...read }, { ...write }, deny) } }),
    policy('read', { after: { role: 'r', policy: policyText({ ...read }) } }),
    policy('write', { after: { role: 'r', policy: policyText({ ...write }) } }),
  ];
  expect(accessFindings(planBy(changes))).toEqual([
    'danger policy-wider: Its policy allows more than before: + s3:DeleteObject on every resource: no longer denied',
  ]);
});
