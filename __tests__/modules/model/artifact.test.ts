import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { join } from 'node:path';
import { ExistingArtifact, UploadedArtifact } from '../../../modules/model/artifact';
import { ROOT } from '../../support/settings';
import { policyOf, synthesizeModule, the } from '../../support/synthesized';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const uploaded = ({ protect = false, kmsKeyArn }: { protect?: boolean; kmsKeyArn?: string } = {}) =>
  synthesizeModule((stack) => {
    const artifact = new UploadedArtifact(stack, 'artifact', {
      path: join(ROOT, 'samples/diabetes/model.tar.gz'),
      sha256: 'abc',
      bucket: { bucketPrefix: 'test-churn-', kmsKeyArn, protect },
      untagged: new AwsProvider(stack, 'aws', { alias: 'untagged' }),
    });
    artifact.store('1a2b3c4d');
  });

test('the file is an object under a key of its own, without default tags, made before its predecessor goes', () => {
  expect(the(uploaded(), 'aws_s3_object')).toMatchObject({
    key: '1a2b3c4d/model.tar.gz',
    source: expect.stringMatching(/^assets\/.+\/abc\/model\.tar\.gz$/),
    provider: 'aws.untagged',
    lifecycle: { create_before_destroy: true },
  });
});

test('the bucket is private, versioned, over TLS only, and so before there is anything in it', () => {
  const terraform = uploaded();
  expect(the(terraform, 'aws_s3_bucket_public_access_block')).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(the(terraform, 'aws_s3_bucket_ownership_controls')).toMatchObject({
    rule: { object_ownership: 'BucketOwnerEnforced' },
  });
  expect(the(terraform, 'aws_s3_bucket_versioning')).toMatchObject({ versioning_configuration: { status: 'Enabled' } });
  expect(policyOf(the(terraform, 'aws_s3_bucket_policy')).Statement).toMatchObject([
    { Effect: 'Deny', Action: ['s3:*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  ]);
  const first = (the(terraform, 'aws_s3_object').depends_on as string[]).map((address) => address.split('.')[0]);
  expect(first).toEqual([
    'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_versioning',
    'aws_s3_bucket_policy',
  ]);
});

test.each([
  [undefined, { sse_algorithm: 'AES256' }],
  [KEY, { sse_algorithm: 'aws:kms', kms_master_key_id: KEY }],
])('encrypted with %s', (kmsKeyArn, expected) => {
  expect(the(uploaded({ kmsKeyArn }), 'aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
    rule: [{ apply_server_side_encryption_by_default: expected }],
  });
});

test('it is emptied when it is destroyed, unless it is protected', () => {
  expect(the(uploaded(), 'aws_s3_bucket')).toMatchObject({ force_destroy: true });
  expect(the(uploaded({ protect: true }), 'aws_s3_bucket')).toMatchObject({ force_destroy: false });
});

test('an object in S3 is read at plan, for its ETag', () => {
  let artifact: ExistingArtifact | undefined;
  const terraform = synthesizeModule((stack) => {
    const arnContext = { partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' };
    artifact = new ExistingArtifact(stack, 'artifact', { arnContext, bucket: 'models', key: 'churn/model.tar.gz' });
  });
  expect(terraform.resource).toBeUndefined();
  expect(the(terraform, 'aws_s3_object')).toEqual({ bucket: 'models', key: 'churn/model.tar.gz' });
  expect(artifact).toMatchObject({
    readableArn: 'arn:aws-cn:s3:::models/churn/model.tar.gz',
    revisionTriggers: { url: 's3://models/churn/model.tar.gz' },
  });
  expect(artifact?.store()).toBe('s3://models/churn/model.tar.gz');
});
