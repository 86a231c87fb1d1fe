import { expression, graph, metric, type MetricOptions, type Widget } from './widget';

/** The SageMaker endpoint whose metrics are shown, and where they are. */
export interface EndpointDimensions {
  readonly region: string;
  readonly endpointName: string;
  readonly variantName: string;
}

const NAMESPACE = 'AWS/SageMaker';
const INSTANCES_NAMESPACE = '/aws/sagemaker/Endpoints';

/**
 * What an endpoint's metrics show. SageMaker gives latencies in microseconds; here they are milliseconds.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html
 */
export function endpointWidgets({ region, endpointName, variantName }: EndpointDimensions): Widget[] {
  const dimensions = { EndpointName: endpointName, VariantName: variantName };
  const endpointMetric = (name: string, options: MetricOptions) => metric(NAMESPACE, name, dimensions, options);
  const hidden = (name: string, id: string, stat: string) => endpointMetric(name, { id, stat, visible: false });
  const milliseconds = (id: string, label: string) => expression(`${id} / 1000`, { label });
  const inPercent = (id: string, label: string) =>
    expression(`IF(calls > 0, 100 * ${id} / calls, 0)`, { label, yAxis: 'right' });
  const instances = (name: string, label: string) =>
    metric(INSTANCES_NAMESPACE, name, dimensions, { label, stat: 'Average' });
  return [
    graph(
      region,
      'Mean latency: what SageMaker adds, and the model',
      [
        milliseconds('overhead', 'overhead'),
        milliseconds('model', 'model'),
        hidden('OverheadLatency', 'overhead', 'Average'),
        hidden('ModelLatency', 'model', 'Average'),
      ],
      { left: 'ms', stacked: true },
    ),
    graph(
      region,
      'Model latency',
      ['p50', 'p90', 'p99'].flatMap((stat) => [milliseconds(stat, stat), hidden('ModelLatency', stat, stat)]),
      { left: 'ms' },
    ),
    graph(
      region,
      'Calls, and how many fail',
      [
        endpointMetric('Invocations', { id: 'calls', label: 'calls' }),
        inPercent('server', '5xx'),
        inPercent('model', 'errors of the model'),
        inPercent('client', '4xx'),
        hidden('Invocation5XXErrors', 'server', 'Sum'),
        hidden('InvocationModelErrors', 'model', 'Sum'),
        hidden('Invocation4XXErrors', 'client', 'Sum'),
      ],
      { left: 'calls a minute', right: '%' },
    ),
    graph(
      region,
      'Model latency by configuration: during an update the new fleet and the old',
      [
        expression(
          `SEARCH('{${NAMESPACE},EndpointName,VariantName,EndpointConfigName} EndpointName="${endpointName}" MetricName="ModelLatency"', 'p99', 60) / 1000`,
          { id: 'fleets', label: 'p99' },
        ),
      ],
      { left: 'ms' },
    ),
    graph(
      region,
      'Instances, and requests at a time for each',
      [
        // Each call counts 1/instances there: so their quotient is how many there are, while there are calls.
        expression('IF(share > 0, calls / share)', { label: 'instances' }),
        hidden('Invocations', 'calls', 'Sum'),
        hidden('InvocationsPerInstance', 'share', 'Sum'),
        endpointMetric('ConcurrentRequestsPerModel', {
          label: 'requests at a time (max)',
          stat: 'Maximum',
          yAxis: 'right',
        }),
      ],
      { left: 'instances', right: 'requests' },
    ),
    graph(
      region,
      'Utilisation (CPU: 100 % for each core)',
      [
        instances('CPUUtilization', 'CPU'),
        instances('MemoryUtilization', 'memory'),
        instances('DiskUtilization', 'disk'),
        instances('GPUUtilization', 'GPU'),
        instances('GPUMemoryUtilization', 'GPU memory'),
      ],
      { left: '%' },
    ),
  ];
}
