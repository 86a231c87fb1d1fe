import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { Construct } from 'constructs';

const NAMESPACE = 'sagemaker';
const DIMENSION = 'sagemaker:variant:DesiredInstanceCount';

/** Requests at a time for each instance, or calls a minute. */
export type ScalingTarget = { readonly concurrentRequests: number } | { readonly invocationsPerMinute: number };

export interface ScalingProps {
  /** The scaling policy's name, the same whatever the instance type. */
  readonly policyName: string;
  /** The endpoint's name as the endpoint's resource has it, so that the endpoint is created first. */
  readonly endpointName: string;
  /** The endpoint's address in Terraform. */
  readonly endpointAddress: string;
  /** The name of its one variant. */
  readonly variantName: string;
  /** The variant's instance type, such as `ml.m5.large`: another type is another scaling target. */
  readonly instanceType: string;
  /** The fewest instances that scaling in leaves: at least one for each zone. */
  readonly min: number;
  /** The most instances that scaling out reaches, and the most that are charged. */
  readonly max: number;
  /** The load of each instance that scaling aims for. */
  readonly target: ScalingTarget;
  /** How long after instances were removed no more are, in seconds. */
  readonly scaleInCooldownSeconds: number;
  /** How long after instances were added their effect is waited for, in seconds. */
  readonly scaleOutCooldownSeconds: number;
}

/**
 * Target tracking: the number of instances follows the load. The instances it adds are charged.
 *
 * SageMaker refuses to change the instance type of a variant that is registered. So the type is part of both ids:
 * another type is another target; the old one is deleted before the endpoint moves and the new one created after, all
 * in one apply. In between the number of instances does not change, until the update resets it to the initial count.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, props: ScalingProps) {
    super(scope, id);
    const type = props.instanceType.replaceAll('.', '-');
    // If the endpoint is ever replaced, AWS deletes both with it. As a string: cdktf renders anything else wrong.
    const lifecycle = { replaceTriggeredBy: [`${props.endpointAddress}.id`] };
    const target = new AppautoscalingTarget(this, `target-${type}`, {
      serviceNamespace: NAMESPACE,
      resourceId: `endpoint/${props.endpointName}/variant/${props.variantName}`,
      scalableDimension: DIMENSION,
      minCapacity: props.min,
      maxCapacity: props.max,
      lifecycle,
    });
    new AppautoscalingPolicy(this, `policy-${type}`, {
      name: props.policyName,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: NAMESPACE,
      resourceId: target.resourceId,
      scalableDimension: DIMENSION,
      targetTrackingScalingPolicyConfiguration: {
        ...metricAndTarget(props.target),
        scaleInCooldown: props.scaleInCooldownSeconds,
        scaleOutCooldown: props.scaleOutCooldownSeconds,
      },
      lifecycle,
    });
  }
}

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-policy.html */
function metricAndTarget(target: ScalingTarget) {
  const [predefinedMetricType, targetValue] =
    'concurrentRequests' in target
      ? ['SageMakerVariantConcurrentRequestsPerModelHighResolution', target.concurrentRequests]
      : ['SageMakerVariantInvocationsPerInstance', target.invocationsPerMinute];
  return { targetValue, predefinedMetricSpecification: { predefinedMetricType } } as const;
}
