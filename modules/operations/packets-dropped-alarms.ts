import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { interfaceDimensions, PRIVATE_LINK_NAMESPACE, type PrivateLinkDimensions } from './private-link-metrics';

const MINUTES = 5;

export interface PacketsDroppedAlarmsProps {
  /** The alarm's name in a zone. */
  readonly alarmName: (zone: string) => string;
  /** The PrivateLink endpoint that is watched. */
  readonly privateLink: PrivateLinkDimensions;
  /** The subnets of its network interfaces, by zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** SNS topics, five at most, that are notified when an alarm goes off and when it is over. */
  readonly topicArns: readonly string[];
}

/**
 * An alarm for each zone on packets that the PrivateLink endpoint drops in each of five minutes: to AWS a sign that the
 * endpoint or its service is unhealthy. A packet dropped now and then does no harm. Charged per alarm.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
 */
export class PacketsDroppedAlarms extends Construct {
  constructor(scope: Construct, id: string, props: PacketsDroppedAlarmsProps) {
    super(scope, id);
    const topics = props.topicArns.length === 0 ? undefined : [...props.topicArns];
    for (const [zone, subnetId] of Object.entries(props.subnetIds)) {
      new CloudwatchMetricAlarm(this, zone, {
        alarmName: props.alarmName(zone),
        alarmDescription: `the PrivateLink endpoint drops packets in ${zone}`,
        namespace: PRIVATE_LINK_NAMESPACE,
        metricName: 'PacketsDropped',
        dimensions: interfaceDimensions(props.privateLink, subnetId),
        statistic: 'Sum',
        period: 60,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
        evaluationPeriods: MINUTES,
        datapointsToAlarm: MINUTES,
        treatMissingData: 'notBreaching',
        alarmActions: topics,
        okActions: topics,
      });
    }
  }
}
