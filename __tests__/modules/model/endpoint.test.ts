import { Endpoint, type EndpointProps } from '../../../modules/model/endpoint';
import { synthesizeModule, the } from '../../support/synthesized';

const made = (changes: Partial<EndpointProps> = {}) =>
  synthesizeModule((stack) => {
    new Endpoint(stack, 'endpoint', {
      endpointName: 'test-churn',
      variantName: 'primary',
      configurationPrefix: 'test-churn-',
      rollbackAlarmName: (configuration) => `${configuration}-rollback`,
      modelName: 'model-1',
      instanceType: 'ml.m5.large',
      instanceCount: 3,
      routing: 'LEAST_OUTSTANDING_REQUESTS',
      protect: false,
      rollout: { strategy: 'canary', waitSeconds: 600, terminationWaitSeconds: 0, timeoutSeconds: 3300 },
      dependsOn: [],
      ...changes,
    });
  });

test('a configuration with one variant, always the same, and its routing', () => {
  expect(
    the(made({ volumeSizeGb: 30, startupSeconds: 600, kmsKeyArn: 'arn:key' }), 'aws_sagemaker_endpoint_configuration'),
  ).toMatchObject({
    name_prefix: 'test-churn-',
    kms_key_arn: 'arn:key',
    production_variants: [
      {
        variant_name: 'primary',
        model_name: 'model-1',
        instance_type: 'ml.m5.large',
        initial_instance_count: 3,
        initial_variant_weight: 1,
        volume_size_in_gb: 30,
        container_startup_health_check_timeout_in_seconds: 600,
        routing_config: [{ routing_strategy: 'LEAST_OUTSTANDING_REQUESTS' }],
      },
    ],
    lifecycle: { create_before_destroy: true },
  });
});

test('a rollout by one canary for ten minutes, guarded from the first deployment', () => {
  expect(the(made(), 'aws_sagemaker_endpoint')).toMatchObject({
    name: 'test-churn',
    deployment_config: {
      blue_green_update_policy: {
        traffic_routing_configuration: {
          type: 'CANARY',
          wait_interval_in_seconds: 600,
          canary_size: { type: 'INSTANCE_COUNT', value: 1 },
        },
      },
      auto_rollback_configuration: { alarms: [{ alarm_name: expect.stringContaining('aws_cloudwatch_metric_alarm') }] },
    },
  });
});

test('it fails where a rollout was rolled back; it is never made before it is destroyed', () => {
  const { lifecycle } = the(made(), 'aws_sagemaker_endpoint');
  expect(lifecycle).toMatchObject({
    postcondition: [
      {
        condition: expect.stringMatching(
          /^\$\{self\.endpoint_config_name == aws_sagemaker_endpoint_configuration\..+\.name\}$/,
        ),
      },
    ],
  });
  expect(lifecycle).not.toHaveProperty('create_before_destroy');
  expect(lifecycle).not.toHaveProperty('prevent_destroy');
  expect(the(made({ protect: true }), 'aws_sagemaker_endpoint')).toMatchObject({
    lifecycle: { prevent_destroy: true },
  });
});

test('the alarm watches the new fleet alone, in percent of its calls, 5xx only', () => {
  const alarm = the(made(), 'aws_cloudwatch_metric_alarm');
  expect(alarm).toMatchObject({
    // Another one for each configuration: one that is turned to another keeps its state.
    alarm_name: expect.stringMatching(/^\$\{aws_sagemaker_endpoint_configuration\..*\.name\}-rollback$/),
    lifecycle: { create_before_destroy: true },
    threshold: 5,
    evaluation_periods: 3,
    datapoints_to_alarm: 2,
    treat_missing_data: 'notBreaching',
  });
  const [percent, ...metrics] = alarm.metric_query as Record<string, unknown>[];
  expect(percent).toMatchObject({ expression: 'IF(calls > 0, 100 * errors / calls, 0)', return_data: true });
  expect(metrics).toHaveLength(2);
  metrics.forEach((query) =>
    expect(query).toMatchObject({
      metric: {
        namespace: 'AWS/SageMaker',
        period: 60,
        stat: 'Sum',
        metric_name: expect.stringMatching(/^(Invocation5XXErrors|Invocations)$/),
        dimensions: {
          EndpointName: 'test-churn',
          VariantName: 'primary',
          EndpointConfigName: expect.stringContaining('aws_sagemaker_endpoint_configuration'),
        },
      },
    }),
  );
});
