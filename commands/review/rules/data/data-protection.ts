import { firstBlock } from '../../plan/attributes';
import { removesResource } from '../../plan/change';
import { eachChange } from '../finding';

const DATA_STORES: Readonly<Record<string, string>> = {
  aws_s3_bucket: 'The bucket',
  aws_kms_key: 'The key',
};

/** Data encrypted with a deleted key is lost, too; and an endpoint fetches its artifact again when it scales out. */
export const dataRemoved = eachChange(
  {
    name: 'data-removed',
    level: 'danger',
    types: ['aws_s3_bucket', 'aws_kms_key'],
    advice: 'Copy what is still needed first, or keep the resource.',
  },
  (change, { plan }) => {
    const what = DATA_STORES[change.type];
    if (what === undefined || !removesResource(change)) return undefined;
    // Deleted together with the endpoint: `endpoint-removed` reports that.
    if (plan.changes.some(({ type, kind }) => type === 'aws_sagemaker_endpoint' && kind === 'delete')) return undefined;
    // Removed from the settings: it is deleted after the endpoint has stopped using it.
    if (
      change.kind === 'delete' &&
      plan.changes.some(({ type, kind }) => type === 'aws_sagemaker_endpoint' && kind === 'update')
    )
      return undefined;
    return `${what} is ${change.kind === 'replace' ? 'replaced' : 'deleted'}, with what is in it or under it.`;
  },
);

const BLOCKS = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

const PUBLIC_ACCESS_BLOCKS: Readonly<Record<string, string>> = {
  aws_s3_bucket_public_access_block: 'the bucket',
  aws_s3_account_public_access_block: 'every bucket of the account',
};

/** Artifacts are often trained on private data. */
export const bucketPublic = eachChange(
  {
    name: 'bucket-public',
    level: 'danger',
    types: Object.keys(PUBLIC_ACCESS_BLOCKS),
    advice: 'Keep all four blocks on.',
  },
  (change, { plan }) => {
    const { type, kind, before, after } = change;
    const what = PUBLIC_ACCESS_BLOCKS[type];
    if (what === undefined || kind === 'no-op') return undefined;
    if (kind === 'delete')
      return plan.changes.some((one) => one.type === 'aws_s3_bucket' && one.kind === 'delete')
        ? undefined
        : `What keeps ${what} from being public is deleted.`;
    // The account may have had its blocks on before Terraform knew of them.
    const wasOn = (name: string) =>
      before === undefined ? type === 'aws_s3_account_public_access_block' : before[name] === true;
    const off = BLOCKS.filter((name) => wasOn(name) && after?.[name] !== true);
    return off.length === 0
      ? undefined
      : `${off.join(', ')} ${off.length > 1 ? 'are' : 'is'} turned off: ${what} can be made public.`;
  },
);

const KEYS: Readonly<Record<string, string>> = {
  aws_sagemaker_endpoint_configuration: 'kms_key_arn',
  aws_cloudwatch_log_group: 'kms_key_id',
};

/** A customer managed key is removed: a key that AWS owns or manages takes its place, with a policy of AWS's. */
export const encryptionOff = eachChange(
  {
    name: 'encryption-off',
    level: 'danger',
    types: [
      'aws_sagemaker_endpoint_configuration',
      'aws_cloudwatch_log_group',
      'aws_s3_bucket_server_side_encryption_configuration',
    ],
    advice: 'Keep kmsKeyArn in the settings.',
  },
  (change, { plan }) => {
    const { type, kind, before, after } = change;
    const key = KEYS[type];
    if (key !== undefined && before?.[key] && after !== undefined && !after[key])
      return 'It is no longer encrypted with a key of its own.';
    if (type !== 'aws_s3_bucket_server_side_encryption_configuration') return undefined;
    if (kind === 'delete' && !plan.changes.some((one) => one.type === 'aws_s3_bucket' && one.kind === 'delete'))
      return 'The encryption of the bucket is deleted.';
    const algorithm = (values: typeof before) =>
      firstBlock(firstBlock(values, 'rule'), 'apply_server_side_encryption_by_default')?.sse_algorithm;
    return String(algorithm(before)).startsWith('aws:kms') && algorithm(after) === 'AES256'
      ? 'It is no longer encrypted with a key of its own.'
      : undefined;
  },
);

/** Without isolation the container reaches the network, and has the role's credentials. */
export const isolationOff = eachChange(
  {
    name: 'isolation-off',
    level: 'danger',
    types: ['aws_sagemaker_model'],
    advice: 'Keep networkIsolation on, unless the container needs the network.',
  },
  ({ type, before, after }) =>
    type === 'aws_sagemaker_model' &&
    before?.enable_network_isolation === true &&
    after !== undefined &&
    after.enable_network_isolation !== true
      ? 'Network isolation is turned off: the container reaches what its security group lets it, and has the role’s credentials.'
      : undefined,
);
