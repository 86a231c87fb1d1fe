import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

const THRESHOLD_PERCENT = 5;
const PERIOD_SECONDS = 60;
const PERIODS = 3;
const BREACHING_PERIODS = 2;

export interface RollbackAlarmProps {
  /** Constant: an alarm that is renamed is deleted before the endpoint lets go of it. */
  readonly alarmName: string;
  readonly endpointName: string;
  readonly variantName: string;
  /** The configuration that is being rolled out. */
  readonly configurationName: string;
}

/**
 * Ends a rollout when 5 % of the new fleet's calls fail with a 5xx in 2 of 3 minutes.
 *
 * It watches the new fleet alone, by the dimension `EndpointConfigName`: over the whole endpoint it would stop a fix
 * from shipping while the old model errs, and a canary's errors would drown in the old fleet's successes. It counts
 * 5xx only: callers' own mistakes are no reason to roll back.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export class RollbackAlarm extends Construct {
  readonly alarmName: string;

  constructor(scope: Construct, id: string, props: RollbackAlarmProps) {
    super(scope, id);
    const metric = (metricName: string) => ({
      namespace: 'AWS/SageMaker',
      metricName,
      dimensions: {
        EndpointName: props.endpointName,
        VariantName: props.variantName,
        EndpointConfigName: props.configurationName,
      },
      period: PERIOD_SECONDS,
      stat: 'Sum',
    });
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: props.alarmName,
      alarmDescription: `Rolls back an update of ${props.endpointName}: ${THRESHOLD_PERCENT} % of the new fleet's calls fail with a 5xx`,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: THRESHOLD_PERCENT,
      evaluationPeriods: PERIODS,
      datapointsToAlarm: BREACHING_PERIODS,
      treatMissingData: 'notBreaching',
      metricQuery: [
        {
          id: 'percent',
          label: 'errors in percent of calls',
          expression: 'IF(calls > 0, 100 * errors / calls, 0)',
          returnData: true,
        },
        { id: 'errors', metric: metric('Invocation5XXErrors') },
        { id: 'calls', metric: metric('Invocations') },
      ],
    });
    this.alarmName = alarm.alarmName;
  }
}
