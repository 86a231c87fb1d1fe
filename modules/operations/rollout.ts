import type { SagemakerEndpointDeploymentConfig } from '@cdktf/provider-aws/lib/sagemaker-endpoint';

/** How an update reaches the callers. */
export interface RolloutProps {
  /** How traffic moves: a part first, in equal steps, in batches that replace the old fleet, or in one step. */
  readonly strategy: 'canary' | 'linear' | 'rolling' | 'all-at-once';
  /** The size of a step, in percent of the fleet. @default - one instance */
  readonly percent?: number | undefined;
  /** How long each step is watched, in seconds. */
  readonly waitSeconds: number;
  /** How long the old fleet stays after the last step, in seconds. */
  readonly terminationWaitSeconds: number;
  /** How long the whole update may take, in seconds, before AWS gives up and rolls back. */
  readonly timeoutSeconds: number;
}

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
