import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { errorPercent } from './error-percent';

const THRESHOLD_PERCENT = 5;
const MINUTES = 3;
const BREACHING_MINUTES = 2;

export interface RollbackAlarmProps {
  /** The alarm's name, another one for each configuration. */
  readonly alarmName: string;
  /** The name of the SageMaker endpoint. */
  readonly endpointName: string;
  /** The name of its one variant. */
  readonly variantName: string;
  /** The configuration that is being rolled out. */
  readonly configurationName: string;
}

/**
 * The alarm that rolls an update back when 5 % of the new fleet's calls fail with a 5xx in 2 of 3 minutes. Charged for
 * two metrics.
 *
 * It watches the new fleet alone, by the dimension `EndpointConfigName`: over the whole endpoint it would stop a fix
 * from shipping while the old model errs, and a canary's errors would drown in the old fleet's successes. It counts
 * 5xx only: callers' own mistakes are no reason to roll back.
 *
 * Each configuration has an alarm of its own, created before the endpoint moves to it and deleted after it was left: an
 * alarm that is turned to other metrics keeps its state, and a fix shipped while the old model errs would start under an
 * alarm that has already gone off. A new one begins at INSUFFICIENT_DATA.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export class RollbackAlarm extends Construct {
  readonly alarmName: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RollbackAlarmProps) {
    super(scope, id);
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: props.alarmName,
      alarmDescription: `Rolls back an update of ${props.endpointName}: ${THRESHOLD_PERCENT} % of the new fleet's calls fail with a 5xx`,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: THRESHOLD_PERCENT,
      evaluationPeriods: MINUTES,
      datapointsToAlarm: BREACHING_MINUTES,
      treatMissingData: 'notBreaching',
      metricQuery: errorPercent('Invocation5XXErrors', {
        EndpointName: props.endpointName,
        VariantName: props.variantName,
        EndpointConfigName: props.configurationName,
      }),
      lifecycle: { createBeforeDestroy: true },
    });
    this.alarmName = alarm.alarmName;
    this.arn = alarm.arn;
  }
}
