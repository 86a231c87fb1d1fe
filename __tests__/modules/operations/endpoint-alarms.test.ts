import { EndpointAlarms, type EndpointAlarmsProps } from '../../../modules/operations/endpoint-alarms';
import { synthesizeModule } from '../../support/synthesized';

const alarms = (changes: Partial<EndpointAlarmsProps> = {}) =>
  synthesizeModule((stack) => {
    new EndpointAlarms(stack, 'alarms', {
      names: {
        serverErrorsAlarm: 'server',
        modelErrorsAlarm: 'model',
        modelLatencyAlarm: 'p99',
        overheadLatencyAlarm: 'overhead',
      },
      endpointName: 'test-churn',
      variantName: 'primary',
      errorPercent: 5,
      topicArns: [],
      ...changes,
    });
  });
const all = (changes?: Partial<EndpointAlarmsProps>) =>
  Object.values(alarms(changes).resource?.aws_cloudwatch_metric_alarm ?? {});
const names = (changes?: Partial<EndpointAlarmsProps>) => all(changes).map(({ alarm_name }) => alarm_name);
const alarm = (name: string, changes: Partial<EndpointAlarmsProps> = {}) =>
  all(changes).find(({ alarm_name }) => alarm_name === name) ?? {};

test('errors only, unless latencies are given', () => {
  expect(names().toSorted()).toEqual(['model', 'server']);
  expect(names({ modelLatencyP99Ms: 80 }).toSorted()).toEqual(['model', 'p99', 'server']);
  expect(names({ overheadLatencyMs: 20 }).toSorted()).toEqual(['model', 'overhead', 'server']);
});

test.each([
  ['server', 'Invocation5XXErrors'],
  ['model', 'InvocationModelErrors'],
])('%s errors: percent of all calls of the endpoint, and none where nobody calls', (name, metric) => {
  const { metric_query: queries, ...rest } = alarm(name, { errorPercent: 2.5 });
  expect(rest).toMatchObject({
    threshold: 2.5,
    comparison_operator: 'GreaterThanOrEqualToThreshold',
    evaluation_periods: 5,
    datapoints_to_alarm: 3,
    treat_missing_data: 'notBreaching',
  });
  const dimensions = { EndpointName: 'test-churn', VariantName: 'primary' };
  expect(queries).toEqual([
    {
      id: 'percent',
      label: 'errors in percent of calls',
      expression: 'IF(calls > 0, 100 * errors / calls, 0)',
      return_data: true,
    },
    { id: 'errors', metric: { namespace: 'AWS/SageMaker', metric_name: metric, dimensions, period: 60, stat: 'Sum' } },
    {
      id: 'calls',
      metric: { namespace: 'AWS/SageMaker', metric_name: 'Invocations', dimensions, period: 60, stat: 'Sum' },
    },
  ]);
});

test('milliseconds in the settings are microseconds in CloudWatch', () => {
  expect(alarm('p99', { modelLatencyP99Ms: 2.3 })).toMatchObject({
    metric_name: 'ModelLatency',
    extended_statistic: 'p99',
    unit: 'Microseconds',
    threshold: 2300,
  });
  expect(alarm('overhead', { overheadLatencyMs: 20 })).toMatchObject({
    metric_name: 'OverheadLatency',
    statistic: 'Average',
    unit: 'Microseconds',
    threshold: 20_000,
    treat_missing_data: 'notBreaching',
  });
});

test('topics hear when it begins and when it is over', () => {
  expect(alarm('server', { topicArns: ['arn:a', 'arn:b'] })).toMatchObject({
    alarm_actions: ['arn:a', 'arn:b'],
    ok_actions: ['arn:a', 'arn:b'],
  });
});
