import {
  type ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { observe, type Observation } from './observation';

export interface ObservedScaling {
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** What of scaling is suspended. */
  readonly suspended: readonly string[];
}

/** Undefined where the variant is not registered. */
export const observeScaling = (
  scaling: ApplicationAutoScalingClient,
  endpoint: string,
  variant: string,
): Promise<Observation<ObservedScaling | undefined>> =>
  observe('application-autoscaling:DescribeScalableTargets', async () => {
    const { ScalableTargets: [target] = [] } = await scaling.send(
      new DescribeScalableTargetsCommand({
        ServiceNamespace: 'sagemaker',
        ResourceIds: [`endpoint/${endpoint}/variant/${variant}`],
      }),
    );
    const { DynamicScalingInSuspended, DynamicScalingOutSuspended } = target?.SuspendedState ?? {};
    return (
      target && {
        min: target.MinCapacity,
        max: target.MaxCapacity,
        suspended: [
          ...(DynamicScalingOutSuspended ? ['scaling out'] : []),
          ...(DynamicScalingInSuspended ? ['scaling in'] : []),
        ],
      }
    );
  });
