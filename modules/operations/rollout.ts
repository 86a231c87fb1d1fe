import type { SagemakerEndpointDeploymentConfig } from '@cdktf/provider-aws/lib/sagemaker-endpoint';

/** How an update reaches the callers, whatever the strategy. */
export interface RolloutTimingProps {
  /** How long each step is watched, in seconds. */
  readonly waitSeconds: number;
  /** How long the old fleet stays after the last step, in seconds. A rolling update has none left by then. */
  readonly terminationWaitSeconds: number;
  /** How long the whole update may take, in seconds, before AWS gives up and rolls back. */
  readonly timeoutSeconds: number;
}

/** An update in steps: a part first, in equal steps, or in batches that replace the old fleet. */
export interface SteppedRolloutProps extends RolloutTimingProps {
  /** How traffic moves. */
  readonly strategy: 'canary' | 'linear' | 'rolling';
  /** The size of a step, in percent of the fleet. @default - one instance */
  readonly percent?: number | undefined;
}

/** An update in one step, which has no size to choose. */
export interface AllAtOnceRolloutProps extends RolloutTimingProps {
  /** How traffic moves. */
  readonly strategy: 'all-at-once';
  /** Never set: the step is the whole fleet. */
  readonly percent?: undefined;
}

export type RolloutProps = SteppedRolloutProps | AllAtOnceRolloutProps;

/**
 * A rollout in SageMaker's terms. It rolls back automatically when one of the alarms goes off.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails.html
 */
export function deploymentConfig(
  { strategy, percent, waitSeconds, terminationWaitSeconds, timeoutSeconds }: RolloutProps,
  alarmNames: readonly string[],
): SagemakerEndpointDeploymentConfig {
  const size =
    percent === undefined ? { type: 'INSTANCE_COUNT', value: 1 } : { type: 'CAPACITY_PERCENT', value: percent };
  const timeout = { maximumExecutionTimeoutInSeconds: timeoutSeconds };
  // From the first deployment: adding the block later would replace the endpoint.
  const guard = { autoRollbackConfiguration: { alarms: alarmNames.map((alarmName) => ({ alarmName })) } };
  if (strategy === 'rolling') {
    return {
      rollingUpdatePolicy: { ...timeout, maximumBatchSize: size, waitIntervalInSeconds: waitSeconds },
      ...guard,
    };
  }
  const routing = {
    canary: { type: 'CANARY', canarySize: size },
    linear: { type: 'LINEAR', linearStepSize: size },
    'all-at-once': { type: 'ALL_AT_ONCE' },
  };
  return {
    blueGreenUpdatePolicy: {
      ...timeout,
      terminationWaitInSeconds: terminationWaitSeconds,
      trafficRoutingConfiguration: { ...routing[strategy], waitIntervalInSeconds: waitSeconds },
    },
    ...guard,
  };
}
