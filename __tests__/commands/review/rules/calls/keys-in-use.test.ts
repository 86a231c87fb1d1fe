import { changeOf, deployed, found, valuesOf } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');
const CONFIGURATION = 'aws_sagemaker_endpoint_configuration.endpoint_configuration';
const PERMISSIONS = 'aws_iam_role_policy.execution-role_permissions';
const [was, is] = ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd', 'arn:aws:kms:eu-west-1:123456789012:key/5678'];

/** The role may use another key, and whatever else is named. */
const exchanged = (...addresses: string[]) => ({
  ...endpoint,
  changes: endpoint.changes.map((change) =>
    change.address === PERMISSIONS || addresses.includes(change.address)
      ? changeOf(
          change.address,
          change.before,
          JSON.parse(JSON.stringify(change.before).replaceAll(was, is)) as Record<string, unknown>,
        )
      : change,
  ),
});

test('a key that the plan itself exchanges is no longer needed; one that is still used is', () => {
  expect(JSON.stringify(valuesOf(endpoint, CONFIGURATION))).toContain(was);
  const encryption = 'aws_s3_bucket_server_side_encryption_configuration.artifact_store_encryption';
  const dangers = (...addresses: string[]) => found(exchanged(...addresses)).filter((one) => one.startsWith('d'));
  expect(dangers(CONFIGURATION, encryption)).toEqual([]);
  expect(dangers()).toEqual(['d execution-role-narrowed']);
  expect(dangers(CONFIGURATION)).toEqual(['d execution-role-narrowed']);
});
