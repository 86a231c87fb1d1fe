import type { Change } from '../../../../../commands/review/plan/change';
import { changeBy, accessFindings, OTHER_ACCOUNT, OWN_ACCOUNT, planBy } from '../../support/changes';

const role = (name: string, account = OWN_ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;
const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const acl = (grantee: object) =>
  changeBy({
    type: 'aws_s3_bucket_acl',
    after: {
      access_control_policy: [{ owner: [{ id: 'a'.repeat(64) }], grant: [{ permission: 'READ', grantee: [grantee] }] }],
    },
  });
const key = (account: string) => `arn:aws:kms:eu-west-1:${account}:key/1`;
const capture = (bucket: string) => ({
  data_capture_config: [{ enable_capture: true, destination_s3_uri: `s3://${bucket}/x` }],
});
const created = (type: string, after: Record<string, unknown> = {}) => [changeBy({ type, after })];

test.each<[string, Change[], string[]]>([
  [
    'a function for everyone',
    created('aws_lambda_permission', { principal: '*' }),
    ['danger outsider-let-in: Everyone gets access.'],
  ],
  [
    'a function for another account',
    created('aws_lambda_permission', { principal: OTHER_ACCOUNT }),
    [`danger outsider-let-in: ${OTHER_ACCOUNT}, of another account, gets access.`],
  ],
  [
    'a function for the buckets of another account',
    created('aws_lambda_permission', { principal: 's3.amazonaws.com', source_account: OTHER_ACCOUNT }),
    [`danger outsider-let-in: ${OTHER_ACCOUNT}, of another account, gets access.`],
  ],
  [
    'a function for any bucket',
    created('aws_lambda_permission', { principal: 's3.amazonaws.com' }),
    ['caution access-granted: A service may call the function for any account: source_account says for which.'],
  ],
  [
    'a function for an own bucket',
    created('aws_lambda_permission', { principal: 's3.amazonaws.com', source_account: OWN_ACCOUNT }),
    [],
  ],
  [
    'a document for everyone',
    created('aws_ssm_document', { permissions: { type: 'Share', account_ids: `${OWN_ACCOUNT},All` } }),
    ['danger outsider-let-in: Everyone gets access.'],
  ],
  [
    'a document for the own account',
    created('aws_ssm_document', { permissions: { type: 'Share', account_ids: OWN_ACCOUNT } }),
    [],
  ],
  [
    'a service for everyone',
    created('aws_vpc_endpoint_service', { allowed_principals: ['arn:aws:iam::123456789012:root', '*'] }),
    ['danger outsider-let-in: Everyone gets access.'],
  ],
  [
    'a function for the organization',
    created('aws_lambda_permission', { principal: '*', principal_org_id: 'o-1' }),
    [],
  ],
  [
    'a function on the internet',
    created('aws_lambda_function_url', { authorization_type: 'NONE' }),
    ['danger function-public: The function has an address on the internet that asks nobody who they are.'],
  ],
  [
    'a key for another account',
    created('aws_kms_grant', { grantee_principal: role('x', OTHER_ACCOUNT) }),
    [`danger outsider-let-in: ${role('x', OTHER_ACCOUNT)}, of another account, gets access.`],
  ],
  [
    'a key for a role',
    created('aws_kms_grant', { grantee_principal: role('x') }),
    [`caution access-granted: ${role('x')} may use a key by a grant.`],
  ],
  [
    'volumes under a key of another account',
    [
      changeBy({
        type: 'aws_sagemaker_endpoint_configuration',
        kind: 'replace',
        before: { kms_key_arn: key(OWN_ACCOUNT) },
        after: { kms_key_arn: key(OTHER_ACCOUNT) },
      }),
    ],
    [`danger key-elsewhere: It is encrypted with ${key(OTHER_ACCOUNT)}, a key of another account.`],
  ],
  [
    'a public list',
    created('aws_s3_bucket_acl', { acl: 'public-read' }),
    ['danger acl-open: The access control list is public-read: everyone may read what is in it.'],
  ],
  [
    'a list for everyone',
    [acl({ type: 'Group', uri: ALL_USERS })],
    ['danger acl-open: An access control list lets everyone in.'],
  ],
  [
    'a list for another account',
    [acl({ type: 'CanonicalUser', id: 'b'.repeat(64) })],
    ['danger acl-open: An access control list lets another account in.'],
  ],
  ['a list for the owner', [acl({ type: 'CanonicalUser', id: 'a'.repeat(64) })], []],
  [
    'capture into a bucket that nobody knows',
    [
      changeBy({
        type: 'aws_sagemaker_endpoint_configuration',
        kind: 'replace',
        before: {},
        after: capture('elsewhere'),
      }),
    ],
    [
      'danger capture-elsewhere: Requests and answers are captured into the bucket elsewhere, which this plan does not know.',
    ],
  ],
  [
    'answers for a bucket that nobody knows',
    [
      changeBy({
        type: 'aws_sagemaker_endpoint_configuration',
        kind: 'replace',
        before: {},
        after: { async_inference_config: [{ output_config: [{ s3_output_path: 's3://elsewhere/x' }] }] },
      }),
    ],
    ['danger capture-elsewhere: Answers are written to the bucket elsewhere, which this plan does not know.'],
  ],
  [
    'capture into an own bucket',
    [
      ...created('aws_s3_bucket', { bucket: 'own' }),
      changeBy({ type: 'aws_sagemaker_endpoint_configuration', kind: 'replace', before: {}, after: capture('own') }),
    ],
    [],
  ],
])('%s', (_, changes, expected) => {
  expect(accessFindings(planBy(changes))).toEqual(expected);
});

test('the account that is deployed to is not for a change to say', () => {
  const change = changeBy({
    type: 'aws_sagemaker_endpoint_configuration',
    kind: 'replace',
    before: { arn: `arn:aws:sagemaker:eu-west-1:${OWN_ACCOUNT}:endpoint-config/x` },
    after: { kms_key_arn: key(OTHER_ACCOUNT) },
  });
  const prior = new Map([
    ['data.aws_caller_identity.x', { type: 'aws_caller_identity', values: { account_id: OTHER_ACCOUNT } }],
  ]);
  expect(accessFindings(planBy([change], { prior }))[0]).toMatch('danger key-elsewhere');
});

test('an access control list for the own account, which is looked up, is no news', () => {
  const id = 'b'.repeat(64);
  const { prior } = planBy([]);
  const looked = new Map([
    ...prior,
    ['data.aws_canonical_user_id.own', { type: 'aws_canonical_user_id', values: { id } }],
  ]);
  expect(accessFindings(planBy([acl({ type: 'CanonicalUser', id })], { prior: looked }))).toEqual([]);
});

test.each([
  ['the same', ['Decrypt'], 0],
  ['more', ['Decrypt', 'CreateGrant'], 1],
])('a grant for another account that is replaced and allows %s', (_, operations, count) => {
  const grant = { grantee_principal: role('x', OTHER_ACCOUNT) };
  const change = changeBy({
    type: 'aws_kms_grant',
    kind: 'replace',
    before: { ...grant, operations: ['Decrypt'] },
    after: { ...grant, operations },
  });
  expect(accessFindings(planBy([change]))).toHaveLength(count);
});
