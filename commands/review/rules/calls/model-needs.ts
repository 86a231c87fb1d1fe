import { type Attributes, blocksIn, firstBlock, stringsIn } from '../../plan/attributes';
import type { Change, Side } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Trilean } from '../../policy/trilean';
import { matchesPattern } from '../permissions/policy-json';

/** What SageMaker does with an execution role when it starts an instance, serves and rolls out. */
export const HOSTING_ACTIONS = [
  's3:GetObject',
  'ecr:GetAuthorizationToken',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchCheckLayerAvailability',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'cloudwatch:DescribeAlarms',
  'ec2:CreateNetworkInterface',
  'ec2:CreateNetworkInterfacePermission',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
  'kms:Decrypt',
  'kms:CreateGrant',
  'kms:DescribeKey',
];

/**
 * Whether a resource of a lost permission is one that the plan's own models still use, once it is applied.
 */
export function isStillUsed(plan: Plan, service: string, pattern: string): Trilean {
  if (pattern === '*') return 'yes';
  const text = withoutReferences(pattern);
  const yesOrNo = (isUsed: boolean): Trilean => (isUsed ? 'yes' : 'no');
  switch (service) {
    case 's3':
      return yesOrNo(artifacts(plan).some((artifact) => overlaps(text, artifact)));
    case 'ecr': {
      const all = images(plan);
      if (all.some((repository) => repository !== undefined && overlaps(repositoryIn(text), repository))) return 'yes';
      return all.includes(undefined) ? 'unknown' : 'no';
    }
    case 'ec2': {
      const isNamed = text.includes(':subnet/') || text.includes(':security-group/');
      return yesOrNo(!isNamed || networkIds(plan).some((id) => overlaps(text.slice(text.indexOf('/') + 1), id)));
    }
    case 'kms':
      return yesOrNo(usesKey(plan, pattern));
    default:
      return 'yes';
  }
}

const repositoryIn = (pattern: string): string => pattern.slice(pattern.indexOf('repository/') + 'repository/'.length);

const modelsAfter = (plan: Plan): Change[] =>
  changesOfType(plan, 'aws_sagemaker_model').filter(({ kind }) => kind !== 'delete' && kind !== 'forget');

const containers = (values: Attributes | undefined): Attributes[] => [
  ...blocksIn(values, 'primary_container'),
  ...blocksIn(values, 'container'),
];

/** `bucket/key` of each; `bucket/*` where only the bucket is known. */
function artifacts(plan: Plan): string[] {
  const uploaded = changesOfType(plan, 'aws_s3_object').flatMap(({ kind, after }) =>
    kind !== 'delete' && typeof after?.bucket === 'string' ? [`${withoutReferences(after.bucket)}/*`] : [],
  );
  const named = modelsAfter(plan).flatMap(({ after }) =>
    containers(after).flatMap((container) => {
      const source = firstBlock(firstBlock(container, 'model_data_source'), 's3_data_source');
      return stringsIn([container.model_data_url, source?.s3_uri]).map((url) =>
        withoutReferences(url.replace(/^s3:\/\//, '')),
      );
    }),
  );
  return [...uploaded, ...named];
}

/** The repository of each image; undefined where it is not known. */
const images = (plan: Plan): (string | undefined)[] =>
  modelsAfter(plan).flatMap(({ after }) =>
    containers(after).map(({ image }) =>
      typeof image === 'string' ? /^[^/$]+\/([^:@]+)/.exec(image)?.[1] : undefined,
    ),
  );

const networkIds = (plan: Plan): string[] =>
  modelsAfter(plan).flatMap(({ after }) => {
    const vpc = firstBlock(after, 'vpc_config');
    return stringsIn([vpc?.subnets, vpc?.security_group_ids].flat()).map(withoutReferences);
  });

/**
 * The artifact's own key stands nowhere but in the policy: it is used for as long as the artifact is. A key that was the
 * configuration's is one that the plan has exchanged.
 */
function usesKey(plan: Plan, key: string): boolean {
  const [before, after] = (['before', 'after'] as const).map((side) => keysAt(plan, side));
  if (after?.includes(key) === true || /[*?]/.test(key)) return true;
  return before?.includes(key) !== true && keepsArtifact(plan);
}

const keysAt = (plan: Plan, side: Side): unknown[] => [
  ...changesOfType(plan, 'aws_sagemaker_endpoint_configuration').map((change) => change[side]?.kms_key_arn),
  ...changesOfType(plan, 'aws_s3_bucket_server_side_encryption_configuration').flatMap((change) =>
    blocksIn(change[side], 'rule').map(
      (rule) => firstBlock(rule, 'apply_server_side_encryption_by_default')?.kms_master_key_id,
    ),
  ),
];

const keepsArtifact = (plan: Plan): boolean =>
  modelsAfter(plan).some(({ before, after }) =>
    containers(before).some(
      ({ model_data_url: url }, i) =>
        typeof url === 'string' && !url.includes('${') && url === containers(after)[i]?.model_data_url,
    ),
  );

/** `${aws_s3_bucket.x.arn}` and `${aws_s3_bucket.x.id}` stand for the same bucket. */
const withoutReferences = (text: string): string =>
  text.replace(/^arn:[^:]*:s3:::/, '').replaceAll(/(?:\$\{|<)((?:data\.)?\w+\.[\w-]+)[^}>]*[}>]/g, '<$1>');

/** Either may be a pattern. */
const overlaps = (a: string, b: string): boolean => matchesPattern(a, b) || matchesPattern(b, a);
