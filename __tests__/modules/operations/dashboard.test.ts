import { Dashboard } from '../../../modules/operations/dashboard/dashboard';
import { synthesizeModule, the } from '../../support/synthesized';

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly region?: string;
    readonly alarms?: string[];
    readonly markdown?: string;
    readonly metrics?: unknown[][];
    readonly stacked?: boolean;
    readonly yAxis?: { left: { label: string } };
  };
}

const widgets = () => {
  const dashboard = the(
    synthesizeModule((stack) => {
      new Dashboard(stack, 'dashboard', {
        dashboardName: 'test-churn',
        region: 'eu-west-1',
        endpointName: 'test-churn',
        variantName: 'primary',
        privateLink: {
          serviceName: 'com.amazonaws.eu-west-1.sagemaker.runtime',
          vpcId: 'vpc-1',
          vpcEndpointId: 'vpce-1',
        },
        subnetIds: { 'eu-west-1a': 'subnet-a', 'eu-west-1b': 'subnet-b' },
        instancesByZoneQuery: 'count by (zone) (up)',
        alarmArns: ['arn:alarm'],
      });
    }),
    'aws_cloudwatch_dashboard',
  );
  return (JSON.parse(dashboard.dashboard_body as string) as { widgets: Placed[] }).widgets;
};
const titled = (title: string) => widgets().find(({ properties }) => properties.title?.includes(title)) as Placed;
const options = (metric: unknown[]) =>
  metric.at(-1) as { id?: string; expression?: string; label?: string; stat?: string };

test('first the alarms; nothing overlaps, and nothing is wider than the page', () => {
  const all = widgets();
  expect(all[1]).toMatchObject({ type: 'alarm', y: 0, properties: { alarms: ['arn:alarm'] } });
  all.forEach((a, i) => {
    expect(a.x + a.width).toBeLessThanOrEqual(24);
    all.slice(i + 1).forEach((b) => {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart).toBe(true);
    });
  });
});

test('the query for instances by zone is there to be copied', () => {
  expect(widgets().at(-1)?.properties.markdown).toContain('```\ncount by (zone) (up)\n```');
});

test('every formula knows its metrics, and every graph its region and unit', () => {
  widgets()
    .filter(({ type }) => type === 'metric')
    .forEach(({ properties: { metrics = [], region, yAxis } }) => {
      expect(region).toBe('eu-west-1');
      expect(yAxis?.left.label).not.toBe('');
      const ids = metrics.flatMap((metric) => options(metric).id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      metrics
        .flatMap((metric) => options(metric).expression ?? [])
        .filter((formula) => !formula.startsWith('SEARCH'))
        .flatMap((formula) => formula.match(/\b[a-z]\w*\b/g) ?? [])
        .forEach((id) => expect(ids).toContain(id));
    });
});

test('microseconds are shown as milliseconds', () => {
  const latency = widgets().filter(({ properties }) => /latency/i.test(properties.title ?? ''));
  expect(latency).toHaveLength(3);
  latency.forEach(({ properties: { metrics = [], yAxis } }) => {
    expect(yAxis?.left.label).toBe('ms');
    metrics
      .map(options)
      .filter(({ label }) => label !== undefined)
      .forEach(({ expression }) => expect(expression).toMatch(/ \/ 1000$/));
  });
});

test('the latency is split by means, since overhead has no percentiles', () => {
  const { metrics = [], stacked } = titled('Mean latency').properties;
  expect(stacked).toBe(true);
  expect(metrics.filter((m) => m.length > 1).map((m) => [m[1], options(m).stat])).toEqual([
    ['OverheadLatency', 'Average'],
    ['ModelLatency', 'Average'],
  ]);
});

test('what passes PrivateLink is shown zone by zone', () => {
  expect(titled('connections by zone').properties.metrics).toEqual(
    ['a', 'b'].map((zone) => [
      'AWS/PrivateLinkEndpoints',
      'ActiveConnections',
      'Endpoint Type',
      'Interface',
      'Service Name',
      'com.amazonaws.eu-west-1.sagemaker.runtime',
      'Subnet Id',
      `subnet-${zone}`,
      'VPC Endpoint Id',
      'vpce-1',
      'VPC Id',
      'vpc-1',
      { label: `eu-west-1${zone}`, stat: 'Average' },
    ]),
  );
  const [share] = titled('share of each zone').properties.metrics as [unknown[]];
  expect(options(share)).toEqual({
    expression: '100 * FILL(bytes0, 0) / (FILL(bytes0, 0) + FILL(bytes1, 0))',
    label: 'eu-west-1a',
  });
});
