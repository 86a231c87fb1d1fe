import { removesResource } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import { eachChange } from '../finding';

/** Deleted together with what it logs: other rules report that. */
const isAllDeleted = (plan: Plan): boolean =>
  ['aws_sagemaker_endpoint', 'aws_vpc'].some((type) => changesOfType(plan, type).some(({ kind }) => kind === 'delete'));

/** What was logged is gone, and nobody can say any more what happened. */
export const logRemoved = eachChange(
  {
    name: 'log-removed',
    level: 'danger',
    types: ['aws_cloudwatch_log_group'],
    advice: 'Export what is still needed first, or keep the log group.',
  },
  (change, { plan }) =>
    removesResource(change) && change.deposed === undefined && !isAllDeleted(plan) && !isProbeRemoved(plan)
      ? `The log group ${String(change.before?.name)} is ${change.kind}d, with all it has.`
      : undefined,
);

/** Its functions only measure. */
const isProbeRemoved = (plan: Plan): boolean =>
  changesOfType(plan, 'aws_lambda_function').some(({ kind }) => kind === 'delete');

export const retentionCut = eachChange(
  {
    name: 'retention-cut',
    level: 'danger',
    types: ['aws_cloudwatch_log_group'],
    advice: 'Export what is still needed first.',
  },
  ({ kind, before, after }) => {
    if (kind !== 'update') return undefined;
    // 0 keeps everything.
    const [was, is] = [before, after].map((values) => Number(values?.retention_in_days ?? 0) || Infinity);
    return is !== undefined && was !== undefined && is < was
      ? `The log is kept for ${is} days instead of ${was === Infinity ? 'for good' : was}: older entries are deleted.`
      : undefined;
  },
);

const LOGS: Readonly<Record<string, string>> = {
  aws_flow_log: 'The flow log is deleted: nobody can say afterwards who connected.',
  aws_s3_bucket_logging: 'The access log of the bucket is turned off: nobody can say afterwards who read the artifact.',
  aws_route53_resolver_query_log_config_association: 'The log of DNS queries is turned off.',
  aws_cloudtrail: 'The trail is deleted: nobody can say afterwards who did what.',
};

/** What is not logged cannot be looked up after an incident. */
export const loggingOff = eachChange(
  {
    name: 'logging-off',
    level: 'caution',
    types: [...Object.keys(LOGS), 'aws_sagemaker_endpoint_configuration'],
    advice: 'Keep it on.',
  },
  (change, { plan }) => {
    const { type, kind, before, after, deposed } = change;
    if (deposed !== undefined) return undefined;
    if (type === 'aws_sagemaker_endpoint_configuration') {
      const captures = (values: typeof before) => JSON.stringify(values?.data_capture_config ?? []).includes('true');
      return after !== undefined && kind !== 'no-op' && captures(before) && !captures(after)
        ? 'Data capture is turned off.'
        : undefined;
    }
    const isRecreated = changesOfType(plan, type).some((one) => one.kind === 'create');
    if (kind === 'delete' && !isRecreated && !isAllDeleted(plan)) return LOGS[type];
    if (kind !== 'update' && kind !== 'replace') return undefined;
    if (type === 'aws_flow_log' && before?.traffic_type === 'ALL' && after?.traffic_type !== 'ALL')
      return `The flow log has only traffic of the kind ${String(after?.traffic_type)}.`;
    return type === 'aws_cloudtrail' && before?.enable_logging !== false && after?.enable_logging === false
      ? 'The trail no longer logs.'
      : undefined;
  },
);
