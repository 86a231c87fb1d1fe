import type { Change } from '../../../../../commands/review/plan/change';
import {
  changeBy,
  configurationBy,
  accessFindings,
  OTHER_ACCOUNT,
  OWN_ACCOUNT,
  planBy,
  policyText,
} from '../../support/changes';

const policy = (statement: Record<string, unknown>): Change =>
  changeBy({
    type: 'aws_iam_policy',
    after: { name: 'new', policy: policyText(statement) },
    afterUnknown: { arn: true },
  });
const attached = (statement: Record<string, unknown>, role: Partial<Change>) =>
  planBy(
    [
      policy(statement),
      changeBy({ type: 'aws_iam_role', address: 'aws_iam_role.new', after: {} }),
      changeBy({
        type: 'aws_iam_role_policy_attachment',
        afterUnknown: { policy_arn: true, ...(role.afterUnknown as object) },
        after: role.after,
      }),
    ],
    {
      configuration: configurationBy({
        'aws_iam_role_policy_attachment.one': { role: ['aws_iam_role.new'], policy_arn: ['aws_iam_policy.one'] },
      }),
    },
  );
const EXISTING = { after: { role: 'existing' } };
const NEW = { after: {}, afterUnknown: { role: true } };

test.each<[string, Record<string, unknown>, string, string]>([
  ['every action', { Action: '*', Resource: '*' }, 'danger', 'danger'],
  ['every action of a kind', { Action: '*:*', Resource: 'x' }, 'danger', 'danger'],
  ['all actions but some', { NotAction: 'iam:*', Resource: '*' }, 'danger', 'danger'],
  ['passing any role', { Action: 'iam:PassRole', Resource: '*' }, 'danger', 'danger'],
  ['a service', { Action: 's3:*', Resource: 'arn:aws:s3:::b/*' }, 'danger', 'note'],
  ['a change of every resource', { Action: 'sqs:SendMessage', Resource: '*' }, 'danger', 'note'],
  ['looking at every resource', { Action: ['ec2:DescribeVpcs', 's3:ListAllMyBuckets'], Resource: '*' }, 'note', 'note'],
  ['one thing', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/k' }, 'note', 'note'],
])('a new policy that allows %s, for a role that exists and for a new one', (_, statement, forExisting, forNew) => {
  const level = (role: Partial<Change>) =>
    accessFindings(attached(statement, role)).map((found) => found.split(' ')[0]);
  expect([level(EXISTING), level(NEW)]).toEqual([[forExisting], [forNew]]);
});

test.each<[string, object, string[]]>([
  ['an external ID', { 'sts:ExternalId': 'a1' }, ['danger']],
  ['a tag that callers choose', { 'aws:PrincipalTag/team': 'scoring' }, ['danger']],
  ['a user name', { 'aws:username': 'scoring' }, ['danger']],
  ['the own organization', { 'aws:PrincipalOrgID': 'o-1' }, ['note']],
])('everyone may assume a new role, with %s', (_, values, expected) => {
  const statement = { Principal: '*', Action: 'sts:AssumeRole', Condition: { StringEquals: values } };
  const role = changeBy({ type: 'aws_iam_role', after: { name: 'new', assume_role_policy: policyText(statement) } });
  expect(accessFindings(planBy([role])).map((found) => found.split(' ')[0])).toEqual(expected);
});

test('what is new is one line', () => {
  expect(accessFindings(attached({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/k' }, EXISTING))).toEqual([
    'note policy-new: New: may s3:GetObject on arn:aws:s3:::b/k.',
  ]);
  expect(accessFindings(attached({ Action: '*', Resource: '*' }, EXISTING))).toEqual([
    'danger policy-unbounded: New, and its policy allows too much: + every action on every resource',
  ]);
});

test('a policy whose ARN is written out is found by its name', () => {
  const attachment = changeBy({
    type: 'aws_iam_role_policy_attachment',
    after: { role: 'existing', policy_arn: `arn:aws:iam::${OWN_ACCOUNT}:policy/new` },
  });
  expect(accessFindings(planBy([policy({ Action: 's3:*', Resource: '*' }), attachment]))[0]).toMatch(
    'danger policy-unbounded',
  );
});

const OIDC = { Federated: `arn:aws:iam::${OWN_ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` };
const audience = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };
const subject = (sub: string) => ({
  StringLike: { 'token.actions.githubusercontent.com:sub': sub },
  StringEquals: audience,
});

test.each<[string, unknown, object | undefined, string | undefined]>([
  ['everyone', '*', undefined, 'danger'],
  ['everyone, by another name', { AWS: '*' }, undefined, 'danger'],
  ['everyone of an organization', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 'note'],
  ['another account', { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` }, undefined, 'danger'],
  ['everyone of another account', '*', { StringEquals: { 'aws:PrincipalAccount': OTHER_ACCOUNT } }, 'danger'],
  ['everyone of this account', '*', { StringEquals: { 'aws:PrincipalAccount': OWN_ACCOUNT } }, 'note'],
  ['a role of any account', '*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } }, 'danger'],
  [
    'a service for another account',
    { Service: 's3.amazonaws.com' },
    { StringEquals: { 'aws:SourceAccount': OTHER_ACCOUNT } },
    'danger',
  ],
  ['another account by its number', { AWS: OTHER_ACCOUNT }, undefined, 'danger'],
  ['this account', { AWS: `arn:aws:iam::${OWN_ACCOUNT}:root` }, undefined, 'note'],
  ['a service', { Service: 'lambda.amazonaws.com' }, undefined, undefined],
  ['every user of another identity provider', OIDC, undefined, 'danger'],
  ['its audience', OIDC, { StringEquals: audience }, 'danger'],
  ['every repository', OIDC, subject('repo:*'), 'danger'],
  ['a repository', OIDC, subject('repo:team/project:*'), 'note'],
])('a new role that may be assumed by %s', (_, Principal, Condition, level) => {
  const trust = policyText({ Principal, Action: 'sts:AssumeRole', Condition });
  const found = accessFindings(planBy([changeBy({ type: 'aws_iam_role', after: { assume_role_policy: trust } })]));
  expect(found.map((one) => one.split(' ')[0])).toEqual(level === undefined ? [] : [level]);
});

test.each([
  [
    'aws_s3_bucket_policy',
    { bucket: 'new', policy: policyText({ Principal: '*', Action: 's3:GetObject', Resource: '*' }) },
  ],
  ['aws_sqs_queue', { policy: policyText({ Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }) }],
  ['aws_kms_key', { policy: policyText({ Principal: { AWS: OTHER_ACCOUNT }, Action: 'kms:Decrypt', Resource: '*' }) }],
  [
    'aws_s3_access_point',
    { policy: policyText({ NotPrincipal: { AWS: OWN_ACCOUNT }, Action: 's3:*', Resource: '*' }) },
  ],
])('a new %s that lets outsiders in', (type, after) => {
  const bucket = changeBy({ type: 'aws_s3_bucket', after: { bucket: 'new' } });
  expect(accessFindings(planBy([bucket, changeBy({ type, after })])).map((found) => found.split(':')[0])).toEqual([
    'danger policy-unbounded',
  ]);
});

const LATE = 'New: what its policy allows is known only once it is applied.';

test.each([
  [
    'the role exists',
    { role: 'existing' },
    {},
    undefined,
    'caution policy-not-compared: Whether its policy allows more than before cannot be told: it is known only once it is applied.',
  ],
  ['the role is new', {}, { role: true }, undefined, `note policy-new: ${LATE}`],
  [
    'the role is new, and what is written is known',
    {},
    { role: true },
    's3:GetObject',
    'note policy-new: New: may s3:GetObject on <aws_s3_bucket.b.arn>/*.',
  ],
  [
    'the role is new, and every action is written',
    {},
    { role: true },
    '*',
    'danger policy-unbounded: New, and its policy allows too much: + every action on <aws_s3_bucket.b.arn>/*',
  ],
])('a new policy that is known late, where %s', (_, after, unknown, Action, expected) => {
  const plan = planBy(
    [
      changeBy({ type: 'aws_iam_role', after: {} }),
      changeBy({ type: 'aws_iam_role_policy', after, afterUnknown: { policy: true, ...unknown } }),
    ],
    {
      configuration: configurationBy({
        'aws_iam_role_policy.one': { role: ['aws_iam_role.one'], policy: ['aws_s3_bucket.b'] },
      }),
    },
  );
  const written = policyText({ Action, Resource: '${aws_s3_bucket.b.arn}/*' });
  const head = Action === undefined ? undefined : { resource: { aws_iam_role_policy: { one: { policy: written } } } };
  expect(accessFindings(plan, { head })).toEqual([expected]);
});
