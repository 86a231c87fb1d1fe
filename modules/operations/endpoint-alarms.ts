import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { errorPercent } from './error-percent';

const MINUTES = 5;
const BREACHING_MINUTES = 3;
/** SageMaker gives latencies in microseconds. */
const MICROSECONDS_PER_MILLISECOND = 1000;

export interface EndpointAlarmsProps {
  /** The alarms' names. */
  readonly names: {
    /** Of the alarm on 5xx answers. */
    readonly serverErrorsAlarm: string;
    /** Of the alarm on the model's errors. */
    readonly modelErrorsAlarm: string;
    /** Of the alarm on the 99th percentile of the model's latency. */
    readonly modelLatencyAlarm: string;
    /** Of the alarm on the mean of what SageMaker adds. */
    readonly overheadLatencyAlarm: string;
  };
  /** The name of the SageMaker endpoint. */
  readonly endpointName: string;
  /** The name of its one variant. */
  readonly variantName: string;
  /** How many percent of the calls may fail before an alarm goes off. */
  readonly errorPercent: number;
  /** The 99th percentile of the model latency that sets off an alarm, in milliseconds. @default - no such alarm */
  readonly modelLatencyP99Ms?: number | undefined;
  /** The mean overhead latency that sets off an alarm, in milliseconds. @default - no such alarm */
  readonly overheadLatencyMs?: number | undefined;
  /** SNS topics, five at most, that are notified when an alarm goes off and when it is over. */
  readonly topicArns: readonly string[];
}

/**
 * Alarms for people, over the whole endpoint, whichever configuration answers: two on errors and one for each latency
 * that has a limit. Each goes off when 3 of 5 minutes are bad, and none while nobody calls. Charged per alarm metric.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export class EndpointAlarms extends Construct {
  readonly alarmNames: string[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointAlarmsProps,
  ) {
    super(scope, id);
    const { names, endpointName: name, modelLatencyP99Ms, overheadLatencyMs } = props;
    const percent = props.errorPercent;
    this.alarm(
      'server-errors',
      names.serverErrorsAlarm,
      percent,
      `${percent} % of the calls of ${name} fail with a 5xx`,
      {
        metricQuery: errorPercent('Invocation5XXErrors', this.dimensions),
      },
    );
    // Separate, because it counts what the container answered, callers' mistakes included, and the two overlap.
    this.alarm(
      'model-errors',
      names.modelErrorsAlarm,
      percent,
      `the model of ${name} fails on ${percent} % of the calls`,
      {
        metricQuery: errorPercent('InvocationModelErrors', this.dimensions),
      },
    );
    if (modelLatencyP99Ms !== undefined) {
      const description = `the 99th percentile of the model latency of ${name} is ${modelLatencyP99Ms} ms or more`;
      this.latency('model-latency', names.modelLatencyAlarm, modelLatencyP99Ms, description, {
        metricName: 'ModelLatency',
        extendedStatistic: 'p99',
      });
    }
    if (overheadLatencyMs !== undefined) {
      const description = `the mean overhead latency of ${name} is ${overheadLatencyMs} ms or more`;
      // It has no percentiles.
      this.latency('overhead-latency', names.overheadLatencyAlarm, overheadLatencyMs, description, {
        metricName: 'OverheadLatency',
        statistic: 'Average',
      });
    }
  }

  private get dimensions(): Record<string, string> {
    return { EndpointName: this.props.endpointName, VariantName: this.props.variantName };
  }

  private latency(
    id: string,
    name: string,
    milliseconds: number,
    description: string,
    metric: Pick<CloudwatchMetricAlarmConfig, 'metricName' | 'statistic' | 'extendedStatistic'>,
  ): void {
    this.alarm(id, name, Math.round(milliseconds * MICROSECONDS_PER_MILLISECOND), description, {
      ...metric,
      namespace: 'AWS/SageMaker',
      dimensions: this.dimensions,
      period: 60,
      unit: 'Microseconds',
    });
  }

  private alarm(
    id: string,
    alarmName: string,
    threshold: number,
    alarmDescription: string,
    watched: Partial<CloudwatchMetricAlarmConfig>,
  ): void {
    const topics = this.props.topicArns.length === 0 ? undefined : [...this.props.topicArns];
    new CloudwatchMetricAlarm(this, id, {
      alarmName,
      alarmDescription,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold,
      evaluationPeriods: MINUTES,
      datapointsToAlarm: BREACHING_MINUTES,
      treatMissingData: 'notBreaching',
      alarmActions: topics,
      okActions: topics,
      ...watched,
    });
    this.alarmNames.push(alarmName);
  }
}
