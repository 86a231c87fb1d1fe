import { type Attributes, firstBlock, stringsIn } from '../plan/attributes';
import { type Change, isSensitiveAttribute } from '../plan/change';
import type { Budget } from '../policy/budget';
import { comparePolicies } from '../policy/compare';
import { describeGrant } from '../policy/describe-grant';

/** The few attributes of a new resource that say what it is. Undefined where its address says enough. */
export function createdSummary(change: Change, budget: Budget): string | undefined {
  const after = Object.fromEntries(
    Object.entries(change.after ?? {}).map(([name, value]) => [
      name,
      isSensitiveAttribute(change, name) ? '(sensitive)' : value,
    ]),
  );
  const summary = SUMMARIES[change.type]?.(after, change, budget);
  return summary === undefined || summary === '' ? undefined : summary;
}

type Summarize = (after: Attributes, change: Change, budget: Budget) => string | undefined;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '(known after apply)';

const SUMMARIES: Readonly<Record<string, Summarize>> = {
  aws_sagemaker_endpoint_configuration: (after) => fleetOf(after),
  aws_sagemaker_model: (after) => {
    const subnets = firstBlock(after, 'vpc_config')?.subnets;
    const zones = Array.isArray(subnets) ? ` in ${subnets.length} subnet${subnets.length === 1 ? '' : 's'}` : '';
    const image = firstBlock(after, 'primary_container')?.image;
    return `${text(image)}${zones}${after.enable_network_isolation === true ? ', isolated' : ''}`;
  },
  aws_vpc: ({ cidr_block }) => text(cidr_block),
  aws_subnet: ({ availability_zone, cidr_block }) => `${text(availability_zone)}, ${text(cidr_block)}`,
  aws_vpc_endpoint: ({ service_name, vpc_endpoint_type, private_dns_enabled }) =>
    `${text(vpc_endpoint_type)} to ${text(service_name)}${private_dns_enabled === true ? ', private DNS' : ''}`,
  aws_vpc_security_group_ingress_rule: (after) => `${ports(after)} from ${peer(after)}`,
  aws_vpc_security_group_egress_rule: (after) => `${ports(after)} to ${peer(after)}`,
  aws_iam_role: (after, change, budget) => permissions('assume_role_policy', after, change, budget),
  aws_iam_policy: (after, change, budget) => permissions('policy', after, change, budget),
  aws_iam_role_policy: (after, change, budget) => permissions('policy', after, change, budget),
  aws_iam_role_policy_attachment: ({ role, policy_arn }) => `${text(policy_arn)} for ${text(role)}`,
  aws_s3_bucket: ({ bucket, bucket_prefix }) => text(bucket ?? bucket_prefix),
  aws_cloudwatch_metric_alarm: ({ metric_name, threshold, evaluation_periods, period }) =>
    metric_name === null || metric_name === undefined
      ? undefined
      : `${text(metric_name)} over ${text(threshold)}, ${text(evaluation_periods)} × ${text(period)} s`,
  aws_cloudwatch_log_group: ({ retention_in_days: days }) =>
    days === 0 || days === null ? 'kept for ever' : `kept for ${text(days)} days`,
  aws_appautoscaling_target: ({ min_capacity, max_capacity }) =>
    `${text(min_capacity)} to ${text(max_capacity)} instances`,
  aws_lambda_function: ({ runtime, memory_size }) => `${text(runtime)}, ${text(memory_size)} MB`,
};

/** `3 × ml.m5.large`, for each variant. */
export const fleetOf = ({ production_variants: variants }: Attributes): string =>
  (Array.isArray(variants) ? (variants as Attributes[]) : [])
    .map(({ initial_instance_count, instance_type }) => `${text(initial_instance_count)} × ${text(instance_type)}`)
    .join(' + ');

function ports({ from_port, to_port, ip_protocol }: Attributes): string {
  if (ip_protocol === '-1') return 'everything';
  return from_port === to_port ? text(from_port) : `${text(from_port)}-${text(to_port)}`;
}

const peer = ({ cidr_ipv4, cidr_ipv6, prefix_list_id, referenced_security_group_id }: Attributes): string =>
  text(cidr_ipv4 ?? cidr_ipv6 ?? prefix_list_id ?? referenced_security_group_id ?? 'a security group of this plan');

const MAX_GRANTS = 3;

function permissions(attribute: string, after: Attributes, change: Change, budget: Budget): string | undefined {
  const [policy] = stringsIn([after[attribute]]);
  if (policy === undefined || isSensitiveAttribute(change, attribute)) return undefined;
  const comparison = comparePolicies(undefined, policy, 'nothing', budget);
  if (comparison.answer !== 'wider') return undefined;
  const grants = comparison.grants.filter(({ effect }) => effect === 'Allow').map((grant) => describeGrant(grant));
  const more = grants.length > MAX_GRANTS ? `; and ${grants.length - MAX_GRANTS} more` : '';
  return `may ${grants.slice(0, MAX_GRANTS).join('; ')}${more}`;
}
