import type { CloudwatchMetricAlarmMetricQuery } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';

const PERIOD_SECONDS = 60;

/**
 * The percentage of calls that fail in a minute, as metric queries of an alarm. A minute without calls is no error.
 *
 * @param errorMetric - the metric of `AWS/SageMaker` that counts the failures
 * @param dimensions - which calls
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export function errorPercent(
  errorMetric: 'Invocation5XXErrors' | 'InvocationModelErrors',
  dimensions: Readonly<Record<string, string>>,
): CloudwatchMetricAlarmMetricQuery[] {
  const sum = (metricName: string) => ({
    namespace: 'AWS/SageMaker',
    metricName,
    dimensions,
    period: PERIOD_SECONDS,
    stat: 'Sum',
  });
  return [
    {
      id: 'percent',
      label: 'errors in percent of calls',
      expression: 'IF(calls > 0, 100 * errors / calls, 0)',
      returnData: true,
    },
    { id: 'errors', metric: sum(errorMetric) },
    { id: 'calls', metric: sum('Invocations') },
  ];
}
