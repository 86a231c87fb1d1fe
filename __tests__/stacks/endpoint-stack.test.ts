import type { EnvironmentSettings } from '../../settings';
import { endpoint, resolved, settings } from '../support/settings';
import { policyOf, stackOf, synthesizeEnvironments, the } from '../support/synthesized';

const stacks = (changes: Partial<EnvironmentSettings> = {}) => synthesizeEnvironments(resolved(settings(changes)));
const churn = (changes: Parameters<typeof endpoint>[0] = {}, more: Partial<EnvironmentSettings> = {}) =>
  stackOf(stacks({ endpoints: { churn: endpoint(changes) }, ...more }), 'test-churn');

test('the outputs are those of the design', () => {
  expect(Object.keys(churn().output ?? {}).toSorted()).toEqual([
    'caller_policy_arn',
    'client_config',
    'endpoint_arn',
    'endpoint_name',
    'invoke_command',
  ]);
});

test.each([
  ['eu-west-1', {}, 'https://runtime.sagemaker.eu-west-1.amazonaws.com'],
  ['us-east-1', { privateLink: { fips: true } }, 'https://runtime-fips.sagemaker.us-east-1.amazonaws.com'],
  ['cn-north-1', {}, 'https://runtime.sagemaker.cn-north-1.amazonaws.com.cn'],
])('the configuration of clients in %s %j: its URL, and the zones of the settings', (region, more, url) => {
  const create = { cidrBlock: '10.0.0.0/16', availabilityZones: [`${region}a`, `${region}b`] };
  const value = churn({}, { region, network: { create, ...more } }).output?.client_config?.value;
  expect(value).toContain(`{ region = "${region}", endpointName = "test-churn", endpointUrl = "${url}", `);
  expect(value).toContain(`contains(["${region}a", "${region}b"], zone.name)`);
});

test('every subnet of the network, and only these', () => {
  const stack = churn();
  expect(stack.locals).toEqual({
    'subnet-eu-west-1a': '${try(data.terraform_remote_state.network.outputs.subnet_ids["eu-west-1a"], "")}',
    'subnet-eu-west-1b': '${try(data.terraform_remote_state.network.outputs.subnet_ids["eu-west-1b"], "")}',
    'private-link-subnet-eu-west-1a':
      '${try(data.terraform_remote_state.network.outputs.private_link_subnet_ids["eu-west-1a"], "")}',
    'private-link-subnet-eu-west-1b':
      '${try(data.terraform_remote_state.network.outputs.private_link_subnet_ids["eu-west-1b"], "")}',
  });
  expect(the(stack, 'aws_sagemaker_model')).toMatchObject({
    vpc_config: {
      subnets: ['${local.subnet-eu-west-1a}', '${local.subnet-eu-west-1b}'],
      security_group_ids: [
        '${data.terraform_remote_state.network.outputs.model_security_group_id}',
        '${aws_security_group.interfaces_group.id}',
      ],
    },
  });
});

test('a zone that the network does not have yet is said, with what to do', () => {
  expect(the(churn(), 'terraform_data', 'content_revision')).toMatchObject({
    lifecycle: {
      precondition: [
        {
          condition: '${contains(keys(data.terraform_remote_state.network.outputs.subnet_ids), "eu-west-1a")}',
          error_message: 'test-network has no subnet in eu-west-1a yet: deploy test-network first.',
        },
        { condition: expect.stringContaining('eu-west-1b') },
      ],
    },
  });
});

test('nothing that serving needs comes after the endpoint', () => {
  expect(the(churn(), 'aws_sagemaker_endpoint').depends_on).toEqual([
    'aws_iam_role_policy.execution-role_permissions',
    'aws_cloudwatch_log_group.log',
  ]);
  expect(the(churn(), 'aws_sagemaker_model').depends_on).toEqual(['aws_iam_role_policy.execution-role_permissions']);
});

test('a key encrypts volumes, log and bucket, and the role may use it', () => {
  const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1';
  const stack = churn({ kmsKeyArn });
  expect(the(stack, 'aws_sagemaker_endpoint_configuration')).toMatchObject({ kms_key_arn: kmsKeyArn });
  expect(the(stack, 'aws_cloudwatch_log_group')).toMatchObject({ kms_key_id: kmsKeyArn });
  expect(JSON.stringify(the(stack, 'aws_s3_bucket_server_side_encryption_configuration'))).toContain(kmsKeyArn);
  expect(policyOf(the(stack, 'aws_iam_role_policy')).Statement).toContainEqual(
    expect.objectContaining({ Sid: 'UseKeys', Resource: [kmsKeyArn] }),
  );
});

test('an artifact in S3 under a key of its own: no bucket, and the role may read that object and use that key', () => {
  const artifactKmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/2';
  const stack = churn({ model: { ...endpoint().model, artifact: 's3://models/a/model.tar.gz', artifactKmsKeyArn } });
  expect(stack.resource).not.toHaveProperty('aws_s3_bucket');
  const { Statement } = policyOf(the(stack, 'aws_iam_role_policy'));
  expect(Statement).toContainEqual(
    expect.objectContaining({ Sid: 'FetchArtifact', Resource: ['arn:aws:s3:::models/a/model.tar.gz'] }),
  );
  expect(Statement).toContainEqual(expect.objectContaining({ Sid: 'UseKeys', Resource: [artifactKmsKeyArn] }));
});

test('a role of one’s own: none is made', () => {
  const executionRoleArn = 'arn:aws:iam::111122223333:role/mine';
  const stack = churn({ model: { ...endpoint().model, executionRoleArn } });
  expect(stack.resource).not.toHaveProperty('aws_iam_role');
  expect(the(stack, 'aws_iam_role_policy')).toMatchObject({ count: 0 });
  expect(the(stack, 'aws_sagemaker_model')).toMatchObject({ execution_role_arn: executionRoleArn });
});

test('what every role carries', () => {
  const stack = churn(
    {},
    { iam: { path: '/x/', permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary' } },
  );
  expect(the(stack, 'aws_iam_role')).toMatchObject({
    path: '/x/',
    permissions_boundary: 'arn:aws:iam::111122223333:policy/boundary',
  });
});

test('protect: the endpoint is not destroyed, and the bucket is not emptied', () => {
  const stack = churn({}, { protect: true });
  expect(the(stack, 'aws_sagemaker_endpoint')).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(the(stack, 'aws_s3_bucket')).toMatchObject({ force_destroy: false });
});

test('scaling comes after the endpoint, and only where it is asked for', () => {
  expect(churn().resource).not.toHaveProperty('aws_appautoscaling_target');
  const stack = churn({ instanceCount: 3, scaling: { min: 2, max: 5, target: { concurrentRequests: 4 } } });
  expect(the(stack, 'aws_appautoscaling_target')).toMatchObject({
    resource_id: 'endpoint/${aws_sagemaker_endpoint.endpoint_endpoint.name}/variant/primary',
  });
});

test('a further endpoint changes no other stack', () => {
  const { 'test-pricing': pricing, ...others } = stacks({ endpoints: { churn: endpoint(), pricing: endpoint() } });
  expect(pricing).toBeDefined();
  expect(others).toEqual(stacks());
});
