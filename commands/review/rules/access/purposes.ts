import { type Attributes, firstBlock, stringsIn } from '../../plan/attributes';
import { changesOfType } from '../../plan/plan';
import type { RuleContext } from '../finding';
import { withConstants } from './expressions';
import { artifactsOf, containersOf, valuesAfter } from './model-containers';
import { isOwnArn } from './own-arn';

/** Something that the plan itself has a model do, with what its role needs for it: modules/model grants the same. */
export interface Purpose {
  /** In lower case. */
  readonly actions: readonly string[];
  /** Whether a resource, as a policy has it, is what the plan means: not one more, and no pattern. */
  covers(resource: string): boolean;
}

export const modelPurposes = (models: readonly Attributes[], context: RuleContext): readonly Purpose[] => [
  ...models
    .flatMap(containersOf)
    .flatMap((container) => [
      ...artifactsOf(container).flatMap((artifact) => artifactPurposes(artifact, context)),
      imagePurpose(container, context),
    ]),
  networkPurpose(models, context),
  keyPurpose(models, context),
];

const READ_OBJECT = ['s3:getobject'];
const LIST_OBJECTS = ['s3:listbucket'];
const PULL_IMAGE = ['ecr:batchchecklayeravailability', 'ecr:getdownloadurlforlayer', 'ecr:batchgetimage'];
const MAKE_INTERFACE = ['ec2:createnetworkinterface'];
export const USE_KEY = ['kms:decrypt', 'kms:creategrant', 'kms:describekey'];

const S3_URL = /^s3:\/\/([^/*?$]+)\/([^*?$]+)$/;

function artifactPurposes({ url, isPrefix }: { url: string; isPrefix: boolean }, context: RuleContext): Purpose[] {
  const [, bucket, key] = S3_URL.exec(constant(url, context)) ?? [];
  if (bucket === undefined || key === undefined) return [];
  const arn = /^arn:aws[a-z-]*:s3:::/;
  const isNamed = (resource: string, name: string) => arn.test(resource) && resource.replace(arn, '') === name;
  const created = createdBucket(bucket, context);
  return [
    {
      actions: READ_OBJECT,
      covers: (resource) =>
        isNamed(resource, `${bucket}/${isPrefix ? `${key.replace(/\/$/, '')}/*` : key}`) ||
        (created !== undefined && resource === `<${created}.arn>/*`),
    },
    { actions: LIST_OBJECTS, covers: (resource) => isPrefix && isNamed(resource, bucket) },
  ];
}

/** A bucket that is made for the artifact holds nothing else. */
function createdBucket(bucket: string, { plan }: RuleContext): string | undefined {
  const [, address] = /^<(aws_s3_bucket\.[\w-]+)\.(?:id|bucket)>$/.exec(bucket) ?? [];
  return changesOfType(plan, 'aws_s3_bucket').find((one) => one.kind === 'create' && one.address === address)?.address;
}

const ECR_IMAGE = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.]+\/([a-z0-9._/-]+)(?:[:@].*)?$/;
const REPOSITORY = /^arn:aws[a-z-]*:ecr:([^:]+):([^:]+):repository\/([a-z0-9._/-]+)$/;

function imagePurpose({ image }: Attributes, context: RuleContext): Purpose {
  const text = typeof image === 'string' ? constant(image, context) : '';
  const [, account, region, repository] = ECR_IMAGE.exec(text) ?? [];
  // One that AWS publishes: Terraform looks the account up.
  const [, data = ''] = /^<data\.aws_sagemaker_prebuilt_ecr_image\.([\w-]+)\.registry_path>$/.exec(text) ?? [];
  const published = context.head?.data?.aws_sagemaker_prebuilt_ecr_image?.[data]?.repository_name;
  return {
    actions: PULL_IMAGE,
    covers: (resource) => {
      const [, itsRegion, itsAccount, itsRepository] = REPOSITORY.exec(resource) ?? [];
      if (itsRepository === undefined) return false;
      return (
        (itsRegion === region && itsAccount === account && itsRepository === repository) ||
        (itsAccount === `<data.aws_sagemaker_prebuilt_ecr_image.${data}.registry_id>` && itsRepository === published)
      );
    },
  };
}

/** The network interfaces of a model are made in its subnets, with its security groups. */
function networkPurpose(models: readonly Attributes[], context: RuleContext): Purpose {
  const networks = models.map((model) => firstBlock(model, 'vpc_config'));
  const constants = (values: unknown) => stringsIn(values).map((value) => constant(value, context));
  const subnets = networks.flatMap((network) => constants(network?.subnets));
  const groups = networks.flatMap((network) => constants(network?.security_group_ids));
  return {
    actions: MAKE_INTERFACE,
    covers: (resource) =>
      subnets.some((subnet) => isOwnArn(resource, 'ec2', `subnet/${subnet}`, context)) ||
      groups.some((group) => isOwnArn(resource, 'ec2', `security-group/${group}`, context)),
  };
}

/** The keys that volumes and artifacts are encrypted with, where the plan has them. */
function keyPurpose(models: readonly Attributes[], context: RuleContext): Purpose {
  const { plan } = context;
  const urls = new Set(
    models
      .flatMap(containersOf)
      .flatMap(artifactsOf)
      .map(({ url }) => url),
  );
  const looked = [...plan.prior].flatMap(([address, { type, values }]) =>
    address.startsWith('data.') &&
    type === 'aws_s3_object' &&
    urls.has(`s3://${String(values.bucket)}/${String(values.key)}`)
      ? [values]
      : [],
  );
  const keys = [
    ...valuesAfter(plan, 'aws_sagemaker_endpoint_configuration').map(({ kms_key_arn }) => kms_key_arn),
    ...looked.map(({ sse_kms_key_id }) => sse_kms_key_id),
  ];
  const known = new Set(stringsIn(keys).map((key) => constant(key, context)));
  return {
    actions: USE_KEY,
    covers: (resource) => !/[*?]/.test(resource) && known.has(resource),
  };
}

const constant = (text: string, { plan, head, base }: RuleContext): string =>
  plan.basis === 'synthesis' ? withConstants(text, head, base) : text;
