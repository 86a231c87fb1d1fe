import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { Construct } from 'constructs';

const NAMESPACE = 'sagemaker';
const DIMENSION = 'sagemaker:variant:DesiredInstanceCount';

export interface ScalingProps {
  readonly policyName: string;
  /** The endpoint's name as the endpoint gives it, so that the endpoint is there first. */
  readonly endpointName: string;
  /** The endpoint's address in Terraform. */
  readonly endpointAddress: string;
  readonly variantName: string;
  readonly instanceType: string;
  readonly min: number;
  readonly max: number;
  /** For each instance; one of the two. */
  readonly target: {
    readonly concurrentRequests?: number | undefined;
    readonly invocationsPerMinute?: number | undefined;
  };
  readonly scaleInCooldownSeconds: number;
  readonly scaleOutCooldownSeconds: number;
}

/**
 * Follows the load with the number of instances.
 *
 * SageMaker refuses to change the instance type of a variant that is registered. So the type is part of both ids:
 * another type is another target, the old one goes before the endpoint moves, the new one comes after, and all of it
 * in one apply. The number of instances stays as it was in between, until the update puts it to the initial count.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
 */
export class Scaling extends Construct {
  constructor(scope: Construct, id: string, props: ScalingProps) {
    super(scope, id);
    const type = props.instanceType.replaceAll('.', '-');
    // Should the endpoint ever be replaced, AWS forgets both with it. As text: cdktf renders anything else wrongly.
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
function metricAndTarget({ concurrentRequests, invocationsPerMinute }: ScalingProps['target']) {
  const [predefinedMetricType, targetValue] =
    concurrentRequests === undefined
      ? ['SageMakerVariantInvocationsPerInstance', invocationsPerMinute as number]
      : ['SageMakerVariantConcurrentRequestsPerModelHighResolution', concurrentRequests];
  return { targetValue, predefinedMetricSpecification: { predefinedMetricType } } as const;
}
