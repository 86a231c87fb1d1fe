import { changeOf, deployed, edited, found, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const PRIVATE_LINK = 'aws_vpc_endpoint.private-link_endpoint';
const S3 = 'aws_vpc_endpoint.s3-gateway_endpoint';
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const all = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

test.each<[string, string, Record<string, unknown>, string[]]>([
  [
    'a policy that allows invoking anything',
    PRIVATE_LINK,
    { policy: policy({ ...all, Action: 'sagemaker:InvokeEndpoint*' }) },
    [],
  ],
  [
    'one endpoint alone',
    PRIVATE_LINK,
    {
      policy: policy({
        ...all,
        Action: 'sagemaker:Invoke*',
        Resource: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/test-churn',
      }),
    },
    ['d permission-revoked'],
  ],
  [
    'one account alone',
    PRIVATE_LINK,
    { policy: policy({ ...all, Condition: { StringEquals: { 'aws:PrincipalAccount': '1' } } }) },
    ['d permission-revoked'],
  ],
  ['a Deny of everything', PRIVATE_LINK, { policy: policy(all, { ...all, Effect: 'Deny' }) }, ['d permission-revoked']],
  [
    'a Deny of what nobody does here',
    PRIVATE_LINK,
    { policy: policy(all, { ...all, Effect: 'Deny', Action: 's3:PutObject' }) },
    [],
  ],
  [
    'a gateway to one bucket',
    S3,
    { policy: policy({ ...all, Action: 's3:*', Resource: 'arn:aws:s3:::other/*' }) },
    ['d permission-revoked'],
  ],
  ['a gateway that lets nobody write', S3, { policy: policy({ ...all, Action: 's3:Get*' }) }, []],
])('VPC endpoints: %s', (_, address, values, expected) => {
  expect(found(edited(network, { [address]: values }))).toEqual(expected);
});

test('policies of VPC endpoints, buckets, keys and repositories as resources of their own', () => {
  const beside = (address: string, values: object, before?: object) => ({
    ...network,
    changes: [...network.changes, changeOf(address, before && { ...before }, { ...values })],
  });
  const privateLinkId = valuesOf(network, PRIVATE_LINK).id;
  const one = { vpc_endpoint_id: privateLinkId, policy: policy({ ...all, Action: 's3:*' }) };
  expect(found(beside('aws_vpc_endpoint_policy.x', one))).toEqual(['d permission-revoked']);
  const bucket = (Statement: object) => ({ bucket: 'models', policy: policy(Statement) });
  const shut = { ...all, Effect: 'Deny', Action: 's3:*' };
  const tls = { ...shut, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
  expect(found(beside('aws_s3_bucket_policy.x', bucket(shut)))).toEqual(['d permission-revoked']);
  expect(found(beside('aws_s3_bucket_policy.x', bucket(tls)))).toEqual([]);
  const key = (Statement: object) => ({ key_id: 'k', policy: policy(Statement) });
  expect(found(beside('aws_kms_key_policy.x', key({ ...all, Action: 'kms:Describe*' }), key(all)))).toEqual([
    'd permission-revoked',
  ]);
  expect(found(beside('aws_kms_key_policy.x', key({ ...all, Action: 'kms:*' }), key(all)))).toEqual([]);
  const repository = (Statement: object) => ({ repository: 'r', policy: policy(Statement) });
  expect(
    found(beside('aws_ecr_repository_policy.x', repository({ ...all, Action: 'ecr:Put*' }), repository(all))),
  ).toEqual(['d permission-revoked']);
});

test('what cannot be compared is for a person to judge', () => {
  const odd = { ...all, Effect: 'Deny', Condition: { UnheardOf: { 'aws:x': 'y' } } };
  expect(found(edited(network, { [PRIVATE_LINK]: { policy: policy(all, odd) } }))).toEqual(['c permission-unclear']);
  expect(found(edited(network, { [PRIVATE_LINK]: { policy: 'no policy' } }))).toEqual(['c permission-unclear']);
});

test('a caller policy that follows the network to another PrivateLink endpoint takes nothing away', () => {
  const address = 'aws_iam_policy.callers_policy';
  const endpoint = deployed('endpoint-swap', 'test-churn');
  const old = /vpce-\w+/.exec(String(valuesOf(endpoint, address).policy))?.[0] ?? '';
  const network = (private_link_id: string) => ({
    type: 'terraform_remote_state',
    values: { outputs: { private_link_id, subnet_ids: {} } },
  });
  const plan = edited(endpoint, {
    [address]: (before) => ({ ...before, policy: String(before.policy).replaceAll(old, 'vpce-2') }),
  });
  const reading = (id: string) =>
    found({ ...plan, prior: new Map([['data.terraform_remote_state.network', network(id)]]) });
  expect(reading('vpce-2')).toEqual([]);
  expect(reading(old)).toEqual(['d permission-revoked']);
});
