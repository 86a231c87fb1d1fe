import { setTimeout as delay } from 'node:timers/promises';
import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { explainAwsError } from '../../shared/aws/explain-aws-error';
import type { Polling } from './functions';

/** What SageMaker says of the calls in some minutes. CloudWatch gives microseconds; these are milliseconds. */
export interface ServiceLatency {
  readonly overheadMs: number;
  readonly modelMs: number;
  /** How many calls these are the means of. */
  readonly calls: number;
}

export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

const PERIOD_SECONDS = 60;
const US_PER_MS = 1_000;

/** The whole minutes that a time lies in. */
export const wholeMinutes = (startedAt: Date, endedAt: Date): TimeRange => {
  const minute = PERIOD_SECONDS * 1_000;
  return {
    from: new Date(Math.floor(startedAt.getTime() / minute) * minute),
    to: new Date(Math.ceil(endedAt.getTime() / minute) * minute),
  };
};

/**
 * Asks CloudWatch until it has counted every call, for it is some minutes behind. Answers the means, or why there are none.
 * Means only: overhead has no percentiles, and the difference of two percentiles is none.
 *
 * @param calls - how many were made in these minutes, at the least
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export async function serviceLatency(
  cloudwatch: CloudWatchClient,
  endpoint: { readonly name: string; readonly variant: string },
  { from, to }: TimeRange,
  calls: number,
  signal: AbortSignal,
  { everyMs, atMostMs }: Polling,
): Promise<ServiceLatency | string> {
  const end = performance.now() + atMostMs;
  const command = new GetMetricDataCommand({ StartTime: from, EndTime: to, MetricDataQueries: queries(endpoint) });
  for (;;) {
    let sums: ReadonlyMap<string, number>;
    try {
      const { MetricDataResults = [] } = await cloudwatch.send(command);
      sums = new Map(
        MetricDataResults.map(({ Id, Values = [] }) => [Id ?? '', Values.reduce((sum, value) => sum + value, 0)]),
      );
    } catch (error) {
      return `cloudwatch:GetMetricData: ${explainAwsError(error)}`;
    }
    const sumOf = (id: string) => sums.get(id) ?? 0;
    const counted = Math.min(sumOf('overheadCalls'), sumOf('modelCalls'));
    if (counted >= calls && counted > 0) {
      const mean = (id: string) => sumOf(id) / sumOf(`${id}Calls`) / US_PER_MS;
      return { overheadMs: mean('overhead'), modelMs: mean('model'), calls: sumOf('modelCalls') };
    }
    const behind = `CloudWatch has counted ${counted} of ${calls} calls`;
    if (signal.aborted) return `${behind}, and was not waited for`;
    if (performance.now() + everyMs > end) return `${behind} after ${Math.round(atMostMs / 1_000)} s`;
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

function queries({ name, variant }: { readonly name: string; readonly variant: string }): MetricDataQuery[] {
  const query = (Id: string, MetricName: string, Stat: string): MetricDataQuery => ({
    Id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/SageMaker',
        MetricName,
        Dimensions: [
          { Name: 'EndpointName', Value: name },
          { Name: 'VariantName', Value: variant },
        ],
      },
      Period: PERIOD_SECONDS,
      Stat,
    },
  });
  return [
    query('overhead', 'OverheadLatency', 'Sum'),
    query('overheadCalls', 'OverheadLatency', 'SampleCount'),
    query('model', 'ModelLatency', 'Sum'),
    query('modelCalls', 'ModelLatency', 'SampleCount'),
  ];
}
