import type { Attributes } from '../../../../../commands/review/plan/attributes';
import type { Change } from '../../../../../commands/review/plan/change';
import { changeOf, deployed, type Edit, edited, found, messages, valuesOf } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');
const network = deployed('network-zone-removed', 'test-network');
const ENDPOINT = 'aws_sagemaker_endpoint.endpoint_endpoint';
const CONFIGURATION = 'aws_sagemaker_endpoint_configuration.endpoint_configuration';
const ERRORS = 'aws_cloudwatch_metric_alarm.alarms_server-errors';
const LATENCY = 'aws_cloudwatch_metric_alarm.alarms_model-latency';
const ROLLBACK = 'aws_cloudwatch_metric_alarm.endpoint_rollback_alarm';
const TARGET = 'aws_appautoscaling_target.scaling_target-ml-m5-large';
const POLICY = 'aws_appautoscaling_policy.scaling_policy-ml-m5-large';
const LOG = 'aws_cloudwatch_log_group.log';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:ops';

const heard = edited(endpoint, {});
const withTopics = {
  ...heard,
  changes: heard.changes.map((change) =>
    change.address === ERRORS
      ? changeOf(ERRORS, { ...change.before, alarm_actions: [TOPIC] }, { ...change.before, alarm_actions: [TOPIC] })
      : change,
  ),
};
const tracking = (edit: Attributes) => (before: Attributes) => ({
  ...before,
  target_tracking_scaling_policy_configuration: (
    before.target_tracking_scaling_policy_configuration as Attributes[]
  ).map((one) => ({ ...one, ...edit })),
});
const variant = (edit: Attributes) => (before: Attributes) => ({
  ...before,
  production_variants: (before.production_variants as Attributes[]).map((one) => ({ ...one, ...edit })),
});

test.each<[string, Record<string, Edit>, string[]]>([
  ['topics go', { [ERRORS]: { alarm_actions: [] } }, ['c alarm-silenced']],
  ['topics go, as null', { [ERRORS]: { alarm_actions: null } }, ['c alarm-silenced']],
  ['another topic', { [ERRORS]: { alarm_actions: [`${TOPIC}2`] } }, ['c alarm-silenced']],
  ['a topic more', { [ERRORS]: { alarm_actions: [TOPIC, `${TOPIC}2`] } }, []],
  ['actions off', { [ERRORS]: { actions_enabled: false } }, ['c alarm-silenced']],
  ['a percentage that cannot be', { [ERRORS]: { threshold: 101 } }, ['c alarm-weakened']],
  ['a threshold that is a little higher', { [ERRORS]: { threshold: 7 } }, []],
  ['a lower threshold', { [ERRORS]: { threshold: 1 } }, []],
  ['a latency ten times as high', { [LATENCY]: { threshold: 800_000 } }, ['c alarm-weakened']],
  ['a latency a little higher', { [LATENCY]: { threshold: 90_000 } }, []],
  ['a latency that has to be low to alarm', { [LATENCY]: { metric_name: 'CPUUtilization' } }, ['c alarm-weakened']],
  [
    'another endpoint is watched',
    { [LATENCY]: { dimensions: { EndpointName: 'other', VariantName: 'primary' } } },
    ['c alarm-weakened'],
  ],
  ['hours of bad values', { [LATENCY]: { evaluation_periods: 90, datapoints_to_alarm: 90 } }, ['c alarm-weakened']],
  ['a minute more', { [LATENCY]: { datapoints_to_alarm: 4 } }, []],
  ['faster', { [LATENCY]: { evaluation_periods: 3, datapoints_to_alarm: 2 } }, []],
  ['the other way round', { [LATENCY]: { comparison_operator: 'LessThanThreshold' } }, ['c alarm-weakened']],
  [
    'the least instead of the 99th percentile',
    { [LATENCY]: { extended_statistic: null, statistic: 'Minimum' } },
    ['c alarm-weakened'],
  ],
  ['tags', { [LATENCY]: { tags: { a: 'b' } } }, []],
  ['an alarm is deleted', { [LATENCY]: 'deleted' }, ['c alarm-removed']],
  ['scaling to one size', { [TARGET]: { min_capacity: 8, max_capacity: 8 } }, ['c scaling-stuck']],
  [
    'scaling to its initial count at most',
    { [TARGET]: { max_capacity: 4 } },
    ['c capacity-reduced', 'c scaling-stuck'],
  ],
  ['scaling to more', { [TARGET]: { max_capacity: 12 } }, []],
  [
    'scaling suspended',
    { [TARGET]: { suspended_state: [{ dynamic_scaling_out_suspended: true }] } },
    ['c scaling-stuck'],
  ],
  ['a policy goes while its target stays', { [POLICY]: 'deleted' }, ['c scaling-removed']],
  ['never in again', { [POLICY]: tracking({ disable_scale_in: true }) }, ['c scaling-stuck']],
  ['a target four times as high', { [POLICY]: tracking({ target_value: 16 }) }, ['c scaling-stuck']],
  ['a target a little higher', { [POLICY]: tracking({ target_value: 5 }) }, []],
  ['waits an hour', { [POLICY]: tracking({ scale_out_cooldown: 3600 }) }, ['c scaling-stuck']],
  [
    'a shorter time to start',
    { [CONFIGURATION]: variant({ container_startup_health_check_timeout_in_seconds: 60 }) },
    ['c startup-shorter'],
  ],
  [
    'a time to start where there was none',
    { [CONFIGURATION]: variant({ container_startup_health_check_timeout_in_seconds: 900 }) },
    [],
  ],
  ['the log is deleted', { [LOG]: 'deleted' }, ['d log-removed']],
  ['the log is kept for less', { [LOG]: { retention_in_days: 7 } }, ['d retention-cut']],
  ['the log is kept for more', { [LOG]: { retention_in_days: 400 } }, []],
  ['the log is kept for good', { [LOG]: { retention_in_days: 0 } }, []],
  [
    'the rollback alarm is deleted',
    { [ROLLBACK]: 'deleted', [ENDPOINT]: { tags: {} } },
    ['c alarm-removed', 'c rollback-alarm-lost'],
  ],
])('operations: %s', (_, edits, expected) => {
  expect(found(edited(withTopics, edits))).toEqual(expected);
});

const created = (address: string, values: Attributes) => changeOf(address, undefined, values);
const deleted = (address: string, values: Attributes) => changeOf(address, values, undefined);

test.each<[string, Change, string[]]>([
  ['a topic is deleted', deleted('aws_sns_topic.x', { name: 'ops' }), ['c topic-removed']],
  [
    'a subscription is deleted',
    deleted('aws_sns_topic_subscription.x', { endpoint: 'a@example.com' }),
    ['c topic-removed'],
  ],
  ['a topic is created', created('aws_sns_topic.x', { name: 'ops' }), []],
  [
    'a schedule that scales to nothing',
    created('aws_appautoscaling_scheduled_action.x', {
      name: 'night',
      scalable_target_action: [{ min_capacity: 0, max_capacity: 0 }],
    }),
    ['c scaling-stuck'],
  ],
  [
    'a schedule',
    created('aws_appautoscaling_scheduled_action.x', {
      name: 'day',
      scalable_target_action: [{ min_capacity: 4, max_capacity: 8 }],
    }),
    [],
  ],
  ['the log of the bucket goes', deleted('aws_s3_bucket_logging.x', { bucket: 'b' }), ['c logging-off']],
  [
    'the trail stops',
    changeOf('aws_cloudtrail.x', { enable_logging: true }, { enable_logging: false }),
    ['c logging-off'],
  ],
])('beside it: %s', (_, one, expected) => {
  expect(found({ ...endpoint, changes: [...endpoint.changes, one] })).toEqual(expected);
});

test('the flow log goes, or sees less', () => {
  expect(found(edited(network, { 'aws_flow_log.flow-log_log': 'deleted' }))).toEqual(['c logging-off']);
  expect(found(edited(network, { 'aws_flow_log.flow-log_log': { traffic_type: 'REJECT' } }))).toEqual([
    'c logging-off',
  ]);
});

test('it names the alarm and what it no longer does', () => {
  expect(messages(edited(withTopics, { [ERRORS]: { alarm_actions: [] } }))).toEqual([
    'The alarm test-churn-server-errors notifies nobody any more.',
  ]);
  expect(messages(edited(endpoint, { [LATENCY]: { threshold: 800_000 } }))).toEqual([
    'The alarm test-churn-model-latency is weaker: its threshold changes from 80000 to 800000.',
  ]);
  expect(valuesOf(endpoint, LATENCY).threshold).toBe(80_000);
});
