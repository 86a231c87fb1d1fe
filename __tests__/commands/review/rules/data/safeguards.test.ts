import type { Attributes } from '../../../../../commands/review/plan/attributes';
import { changeOf, deployed, edited, found } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');
const ACCOUNT_BLOCKS = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

test.each<[string, string, Attributes, Attributes, string[]]>([
  ['force_destroy on', 'aws_s3_bucket.x', { force_destroy: false }, { force_destroy: true }, ['c safeguard-off']],
  ['force_destroy off', 'aws_s3_bucket.x', { force_destroy: true }, { force_destroy: false }, []],
  [
    'key rotation off',
    'aws_kms_key.x',
    { enable_key_rotation: true },
    { enable_key_rotation: false },
    ['c safeguard-off'],
  ],
  ['key rotation on', 'aws_kms_key.x', { enable_key_rotation: false }, { enable_key_rotation: true }, []],
  [
    'a shorter window',
    'aws_kms_key.x',
    { deletion_window_in_days: 30 },
    { deletion_window_in_days: 7 },
    ['c safeguard-off'],
  ],
  ['a longer window', 'aws_kms_key.x', { deletion_window_in_days: 7 }, { deletion_window_in_days: 30 }, []],
  [
    'deletion protection off',
    'aws_cloudwatch_log_group.x',
    { deletion_protection_enabled: true },
    { deletion_protection_enabled: false },
    ['c safeguard-off'],
  ],
  [
    'volumes no longer encrypted',
    'aws_ebs_encryption_by_default.x',
    { enabled: true },
    { enabled: false },
    ['c safeguard-off'],
  ],
  [
    'tags can move',
    'aws_ecr_repository.x',
    { image_tag_mutability: 'IMMUTABLE' },
    { image_tag_mutability: 'MUTABLE' },
    ['c safeguard-off'],
  ],
  [
    'tags can no longer move',
    'aws_ecr_repository.x',
    { image_tag_mutability: 'MUTABLE' },
    { image_tag_mutability: 'IMMUTABLE' },
    [],
  ],
])('safeguards: %s', (_, address, before, after, expected) => {
  expect(found({ ...endpoint, changes: [...endpoint.changes, changeOf(address, before, after)] })).toEqual(expected);
});

test.each<[string, string, Attributes, string[]]>([
  ['versioning suspended', 'versioning', { versioning_configuration: [{ status: 'Suspended' }] }, ['c safeguard-off']],
  ['ACLs count again', 'ownership', { rule: [{ object_ownership: 'ObjectWriter' }] }, ['c safeguard-off']],
  ['one block off', 'public-access', { block_public_acls: false }, ['d bucket-public']],
  [
    'artifacts expire',
    'lifecycle',
    { rule: [{ id: 'tidy', status: 'Enabled', expiration: [{ days: 1 }] }] },
    ['d artifact-expires'],
  ],
])('the artifact’s bucket: %s', (_, part, values, expected) => {
  const address = endpoint.changes.find((change) => change.address.endsWith(`artifact_store_${part}`))?.address ?? '';
  expect(found(edited(endpoint, { [address]: values }))).toEqual(expected);
});

test('versioning that is no longer managed is suspended', () => {
  expect(found(edited(endpoint, { 'aws_s3_bucket_versioning.artifact_store_versioning': 'deleted' }))).toEqual([
    'c safeguard-off',
  ]);
});

test.each<[string, Attributes | undefined, Attributes | undefined, string[]]>([
  ['created with a block off', undefined, { block_public_acls: true, block_public_policy: false }, ['d bucket-public']],
  ['turned off', ACCOUNT_BLOCKS, { ...ACCOUNT_BLOCKS, restrict_public_buckets: false }, ['d bucket-public']],
  ['deleted', ACCOUNT_BLOCKS, undefined, ['d bucket-public']],
  ['created with all on', undefined, ACCOUNT_BLOCKS, []],
])('the block of public access of the whole account is %s', (_, before, after, expected) => {
  const change = changeOf('aws_s3_account_public_access_block.x', before, after);
  expect(found({ ...endpoint, changes: [...endpoint.changes, change] })).toEqual(expected);
});
