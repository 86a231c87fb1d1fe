import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import type { PrivateLinkDimensions } from '../private-link-metrics';
import { endpointWidgets } from './endpoint-widgets';
import { privateLinkWidgets } from './private-link-widgets';
import { HALF_WIDTH, inRows, type Widget } from './widget';

export interface DashboardProps {
  /** The dashboard's name, unique in the account: dashboards have no region. */
  readonly dashboardName: string;
  /** The region that the metrics are in. */
  readonly region: string;
  /** The name of the SageMaker endpoint. */
  readonly endpointName: string;
  /** The name of its one variant. */
  readonly variantName: string;
  /** The PrivateLink endpoint that calls come through. */
  readonly privateLink: PrivateLinkDimensions;
  /** The subnets of its network interfaces, by zone. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Counts the endpoint's instances by zone, in PromQL. */
  readonly instancesByZoneQuery: string;
  /** The alarms whose state it shows first. */
  readonly alarmArns: readonly string[];
}

/**
 * One endpoint at a glance: alarms, latency by its parts, calls, instances, and traffic by zone. Charged per dashboard,
 * beyond the three that an account has free.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { region, endpointName } = props;
    const widgets = [
      explanation(endpointName),
      alarms(props.alarmArns),
      ...endpointWidgets(props),
      ...privateLinkWidgets(region, props.privateLink, props.subnetIds),
      instancesByZone(props.instancesByZoneQuery),
    ];
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: props.dashboardName,
      dashboardBody: JSON.stringify({ periodOverride: 'inherit', widgets: inRows(widgets) }),
    });
  }
}

const explanation = (endpointName: string): Widget => ({
  type: 'text',
  width: HALF_WIDTH,
  height: 4,
  properties: {
    markdown: [
      `# ${endpointName}`,
      '**Slow?** A caller waits for *network + overhead + model*; the first is in no metric here: `npm run invoke` measures it.',
      '',
      '**In zone?** Each band under *share of each zone* is a network interface. Clients in equal numbers that stay in their ' +
        'zone make equal bands; a zone with clients and no band is answered through another.',
    ].join('\n'),
  },
});

/**
 * As text: what a widget with PromQL looks like in a dashboard's body was found nowhere, only how the console adds one.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-PromQL-QueryStudio.html
 */
const instancesByZone = (query: string): Widget => ({
  type: 'text',
  width: HALF_WIDTH,
  height: 4,
  properties: {
    markdown: [
      '**Instances by zone** are OpenTelemetry metrics. Open *Query Studio*, choose *PromQL*, run this, and *Add to dashboard*, one ' +
        'of your own: a deployment overwrites this one.',
      '```',
      query,
      '```',
      '`npm run status` runs it, too.',
    ].join('\n'),
  },
});

const alarms = (alarmArns: readonly string[]): Widget => ({
  type: 'alarm',
  width: HALF_WIDTH,
  height: 4,
  properties: { title: 'Alarms', alarms: alarmArns },
});
