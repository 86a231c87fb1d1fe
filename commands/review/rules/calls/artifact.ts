import { type Attributes, blocksIn, firstBlock, stringsIn } from '../../plan/attributes';
import { type Change, isUnknown, removesResource, type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType } from '../../plan/plan';
import { eachChange, type Rule, type RuleContext } from '../finding';
import { namesOf } from '../words';

/** Instances that run go on; a new one downloads its model first. */
const NO_DOWNLOAD = 'a new instance cannot download its model, so scaling out and replacing one fail';

/** The subnets have no other way to S3. */
export const s3OutOfReach: Rule = {
  name: 's3-out-of-reach',
  level: 'danger',
  types: ['aws_vpc_endpoint', 'aws_vpc_endpoint_route_table_association'],
  advice: 'Keep the gateway endpoint of S3 on the route tables of the models’ subnets.',
  find: (context) =>
    changesOfType(context.plan, 'aws_vpc_endpoint').flatMap((change) => {
      const { before, address } = change;
      if (!isGateway(before) || change.deposed !== undefined || isVpcRemoved(change, context)) return [];
      if (removesResource(change))
        return [{ address, message: `The gateway endpoint of S3 is ${change.kind}d: ${NO_DOWNLOAD}.` }];
      const [was, is] = [routeTables(change, 'before', context), routeTables(change, 'after', context)];
      const lost = [...was].filter((table) => !is.has(table) && !isTableRemoved(table, context));
      return lost.length === 0
        ? []
        : [{ address, message: `The gateway endpoint of S3 leaves the route table ${namesOf(lost)}: ${NO_DOWNLOAD}.` }];
    }),
};

const isGateway = (values: Attributes | undefined): boolean =>
  values?.vpc_endpoint_type === 'Gateway' && !/dynamodb$/.test(String(values.service_name));

/** `vpc-removed` reports that, and it is worse. */
const isVpcRemoved = (change: Change, { plan, allPlans }: RuleContext): boolean => {
  const vpcs = identities(allPlans).in(plan, change, 'vpc_id', 'aws_vpc', 'before');
  return changesOfType(plan, 'aws_vpc').some(
    (vpc) => removesResource(vpc) && vpcs.includes(identities(allPlans).ofChange(plan, vpc)),
  );
};

const TABLE = 'aws_route_table';

function routeTables(endpoint: Change, side: Side, { plan, allPlans }: RuleContext): Set<string> {
  const known = identities(allPlans);
  return new Set([
    ...known.in(plan, endpoint, 'route_table_ids', TABLE, side),
    ...changesOfType(plan, 'aws_vpc_endpoint_route_table_association').flatMap((association) =>
      known.in(plan, association, 'vpc_endpoint_id', 'aws_vpc_endpoint', side).includes(known.ofChange(plan, endpoint))
        ? known.in(plan, association, 'route_table_id', TABLE, side)
        : [],
    ),
  ]);
}

const isTableRemoved = (table: string, { plan, allPlans }: RuleContext): boolean =>
  changesOfType(plan, TABLE).some(
    (change) => change.kind === 'delete' && identities(allPlans).ofChange(plan, change) === table,
  );

/** Of a model that serves, nobody uploads the artifact again. */
export const artifactExpires = eachChange(
  {
    name: 'artifact-expires',
    level: 'danger',
    types: ['aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket', 'aws_ecr_lifecycle_policy'],
    advice: 'Expire noncurrent versions only, or other prefixes.',
  },
  ({ type, kind, before, after }) => {
    if (kind === 'delete' || kind === 'no-op' || after === undefined) return undefined;
    if (type === 'aws_ecr_lifecycle_policy')
      return after.policy === before?.policy
        ? undefined
        : 'Images of the repository expire: a new instance cannot start once the image of its model is deleted.';
    const had = new Set(expiring(before));
    const added = expiring(after).filter((rule) => !had.has(rule));
    return added.length === 0 ? undefined : `Objects of the bucket ${namesOf(added)}: from then on ${NO_DOWNLOAD}.`;
  },
);

/** What happens to current objects, by each rule that is on. */
function expiring(values: Attributes | undefined): string[] {
  const rules = [...blocksIn(values, 'rule'), ...blocksIn(values, 'lifecycle_rule')];
  return rules
    .filter(({ status, enabled }) => status !== 'Disabled' && enabled !== false)
    .flatMap((rule) => {
      const expiration = firstBlock(rule, 'expiration');
      const { days, date } = expiration ?? {};
      const scope = scopeOf(rule);
      return [
        ...(typeof days === 'number' && days > 0 ? [`expire after ${days} days${scope}`] : []),
        ...(typeof date === 'string' && date !== '' ? [`expire on ${date.slice(0, 10)}${scope}`] : []),
        ...blocksIn(rule, 'transition').flatMap(({ storage_class: storage }) =>
          /^(GLACIER|DEEP_ARCHIVE)$/.test(String(storage)) ? [`are archived to ${String(storage)}${scope}`] : [],
        ),
      ];
    });
}

function scopeOf(rule: Attributes): string {
  const filter = firstBlock(rule, 'filter');
  const [prefix] = stringsIn([rule.prefix, filter?.prefix, firstBlock(filter, 'and')?.prefix]).filter(
    (one) => one !== '',
  );
  return prefix === undefined ? '' : ` under ${prefix}`;
}

/** Whatever the key encrypts is out of reach, the artifact and the volumes of new instances with it. */
export const keyUnusable = eachChange(
  {
    name: 'key-unusable',
    level: 'danger',
    types: ['aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key', 'aws_kms_grant', 'aws_kms_alias'],
    advice: 'Keep the key until nothing is encrypted with it.',
  },
  (change) => {
    const { type, kind, before, after } = change;
    if (type === 'aws_kms_grant' || type === 'aws_kms_alias') {
      const isMoved = type === 'aws_kms_alias' && kind === 'update' && before?.target_key_id !== after?.target_key_id;
      if (isMoved && !isUnknown(change, 'target_key_id'))
        return 'The alias leads to another key: what was encrypted by it needs the old one.';
      return kind === 'delete'
        ? `${type === 'aws_kms_grant' ? 'The grant' : 'The alias'} of the key is deleted: who used it can no longer decrypt.`
        : undefined;
    }
    const attribute = type === 'aws_kms_external_key' ? 'enabled' : 'is_enabled';
    const wasOn = before !== undefined && before[attribute] !== false;
    if (kind !== 'create' && wasOn && valuesAt(change, 'after')?.[attribute] === false)
      return `The key is disabled: ${NO_DOWNLOAD} if the key encrypts it.`;
    return type !== 'aws_kms_key' && removesResource(change)
      ? 'The key is deleted, with all that it encrypts.'
      : undefined;
  },
);
