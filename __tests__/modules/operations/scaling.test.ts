import { Scaling, type ScalingProps } from '../../../modules/operations/scaling';
import { synthesizeModule, the } from '../../support/synthesized';

const made = (changes: Partial<ScalingProps> = {}) =>
  synthesizeModule((stack) => {
    new Scaling(stack, 'scaling', {
      policyName: 'test-churn-scaling',
      endpointName: 'test-churn',
      endpointAddress: 'aws_sagemaker_endpoint.it',
      variantName: 'primary',
      instanceType: 'ml.p6-b200.48xlarge',
      min: 2,
      max: 8,
      target: { concurrentRequests: 4 },
      scaleInCooldownSeconds: 300,
      scaleOutCooldownSeconds: 200,
      ...changes,
    });
  });

test('the target is the endpoint’s variant, and would be replaced with the endpoint', () => {
  expect(the(made(), 'aws_appautoscaling_target')).toEqual({
    service_namespace: 'sagemaker',
    resource_id: 'endpoint/test-churn/variant/primary',
    scalable_dimension: 'sagemaker:variant:DesiredInstanceCount',
    min_capacity: 2,
    max_capacity: 8,
    lifecycle: { replace_triggered_by: ['aws_sagemaker_endpoint.it.id'] },
  });
});

test('another instance type is another target and another policy', () => {
  const { aws_appautoscaling_target: targets = {}, aws_appautoscaling_policy: policies = {} } = made().resource ?? {};
  expect(Object.keys(targets)[0]).toContain('scaling_target-ml-p6-b200-48xlarge');
  expect(Object.keys(policies)[0]).toContain('scaling_policy-ml-p6-b200-48xlarge');
});

test.each([
  [{ concurrentRequests: 4 }, 'SageMakerVariantConcurrentRequestsPerModelHighResolution', 4],
  [{ invocationsPerMinute: 1200 }, 'SageMakerVariantInvocationsPerInstance', 1200],
])('%j', (target, predefined_metric_type, target_value) => {
  expect(the(made({ target }), 'aws_appautoscaling_policy')).toMatchObject({
    name: 'test-churn-scaling',
    policy_type: 'TargetTrackingScaling',
    target_tracking_scaling_policy_configuration: {
      target_value,
      predefined_metric_specification: { predefined_metric_type },
      scale_in_cooldown: 300,
      scale_out_cooldown: 200,
    },
  });
});
