import type { Attributes } from '../../../../../commands/review/plan/attributes';
import { changeOf, deployed, edited, found } from '../../support/change';

const endpoint = deployed('endpoint-swap', 'test-churn');
const ENDPOINT = 'aws_sagemaker_endpoint.endpoint_endpoint';

const routing = (edit: Attributes, more: Attributes = {}) => ({
  deployment_config: [
    {
      auto_rollback_configuration: [{ alarms: [{ alarm_name: 'test-churn-rollback' }] }],
      blue_green_update_policy: [
        {
          maximum_execution_timeout_in_seconds: 3300,
          termination_wait_in_seconds: 60,
          traffic_routing_configuration: [
            {
              type: 'CANARY',
              canary_size: [{ type: 'INSTANCE_COUNT', value: 1 }],
              wait_interval_in_seconds: 600,
              ...edit,
            },
          ],
          ...more,
        },
      ],
    },
  ],
});
const rolling = (value: number) => ({
  deployment_config: [
    {
      auto_rollback_configuration: [{ alarms: [{ alarm_name: 'test-churn-rollback' }] }],
      rolling_update_policy: [
        { maximum_batch_size: [{ type: 'CAPACITY_PERCENT', value }], wait_interval_in_seconds: 600 },
      ],
    },
  ],
});
const percent = (value: number) => [{ type: 'CAPACITY_PERCENT', value }];

test.each<[string, Attributes, Attributes, string[]]>([
  ['as before', routing({}), routing({}), []],
  ['all at once', routing({}), routing({ type: 'ALL_AT_ONCE' }), ['c rollout-hasty']],
  ['all at once, as before', routing({ type: 'ALL_AT_ONCE' }), routing({ type: 'ALL_AT_ONCE' }), ['c rollout-hasty']],
  ['a canary of more than half', routing({}), routing({ canary_size: percent(60) }), ['c rollout-hasty']],
  ['a canary of a tenth', routing({}), routing({ canary_size: percent(10) }), []],
  ['batches of half, the most that AWS takes', routing({}), rolling(50), []],
  ['batches of a tenth', routing({}), rolling(10), []],
  ['hardly watched', routing({}), routing({ wait_interval_in_seconds: 0 }), ['c rollout-hasty']],
  ['no time to go back', routing({}), routing({}, { termination_wait_in_seconds: 0 }), ['c rollout-hasty']],
  [
    'given up before it is over',
    routing({}),
    routing({}, { maximum_execution_timeout_in_seconds: 600 }),
    ['c rollout-hasty'],
  ],
])('a model is rolled out: %s', (_, before, after, expected) => {
  const changes = endpoint.changes.map((change) =>
    change.address === ENDPOINT
      ? changeOf(
          ENDPOINT,
          { ...change.before, ...before },
          { ...change.before, ...after, endpoint_config_name: 'next' },
        )
      : change,
  );
  expect(found({ ...endpoint, changes })).toEqual(expected);
});

test('another alarm rolls back', () => {
  const other = routing({});
  (other.deployment_config[0] as { auto_rollback_configuration: Attributes[] }).auto_rollback_configuration = [
    { alarms: [{ alarm_name: 'other' }] },
  ];
  expect(found(edited(endpoint, { [ENDPOINT]: { ...other, endpoint_config_name: 'next' } }))).toEqual([
    'c rollback-alarm-lost',
  ]);
});

const CONFIGURATION = 'aws_sagemaker_endpoint_configuration.endpoint_configuration';
const MODEL = 'aws_sagemaker_model.model_model';

test.each<[string, Attributes, string[]]>([
  ['another name', { variant_name: 'other' }, ['c variant-removed']],
  ['no weight', { initial_variant_weight: 0 }, ['c variant-removed']],
  ['another weight', { initial_variant_weight: 2 }, []],
])('the variant gets %s', (_, edit, expected) => {
  const plan = edited(endpoint, {
    [CONFIGURATION]: (before) => ({
      ...before,
      production_variants: (before.production_variants as Attributes[]).map((one) => ({ ...one, ...edit })),
    }),
  });
  expect(found(plan)).toEqual(expected);
});

test('the model gets another security group', () => {
  const groups = (edit: (ids: string[]) => string[]) =>
    edited(endpoint, {
      [MODEL]: (before) => ({
        ...before,
        vpc_config: (before.vpc_config as { security_group_ids: string[] }[]).map((one) => ({
          ...one,
          security_group_ids: edit(one.security_group_ids),
        })),
      }),
    });
  expect(found(groups(() => ['sg-other']))).toEqual(['c model-groups-changed']);
  expect(found(groups((ids) => [...ids, 'sg-other']))).toEqual([]);
});
