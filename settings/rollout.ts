import { DEFAULT_STEP_PERCENT, DEFAULT_STRATEGY, SETTING_DEFAULTS } from './defaults';
import type { RolloutSettings } from './schema/rollout';

export type RolloutStrategy = RolloutSettings['strategy'];

/** A rollout with every default filled in. */
export interface ResolvedRollout {
  readonly strategy: RolloutStrategy;
  /** The size of a step, in percent of the fleet. Undefined: one instance (canary), all of it (all-at-once). */
  readonly percent?: number | undefined;
  /** How long each step is watched. */
  readonly waitSeconds: number;
  /** How long the old fleet stays after the last step. */
  readonly terminationWaitSeconds: number;
  /** After so many seconds AWS gives up and rolls back. */
  readonly timeoutSeconds: number;
}

/**
 * What AWS takes: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html and
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_RollingUpdatePolicy.html
 */
export const PERCENT_BOUNDS: Partial<Record<RolloutStrategy, readonly [number, number]>> = {
  canary: [1, 50],
  linear: [10, 50],
  rolling: [5, 50],
};

/** The provider waits no longer for an update, and then knows nothing of how it ends. */
export const PROVIDER_WAIT_SECONDS = 3600;
/** So AWS is told to end before, with time left to roll back. */
export const UPDATE_TIMEOUT_SECONDS = 3300;
/** What it takes at the least until new instances serve. */
export const STARTING_SECONDS = 300;

export function resolveRollout(rollout: RolloutSettings = { strategy: DEFAULT_STRATEGY }): ResolvedRollout {
  const stepPercent: Partial<Record<RolloutStrategy, number>> = DEFAULT_STEP_PERCENT;
  return {
    ...SETTING_DEFAULTS.endpoint.rollout,
    percent: stepPercent[rollout.strategy],
    ...rollout,
    timeoutSeconds: UPDATE_TIMEOUT_SECONDS,
  };
}

/** How often a rollout waits: after each step, the last one included. */
export function stepsOf({ strategy, percent = 100 }: ResolvedRollout, instanceCount: number): number {
  switch (strategy) {
    case 'canary':
      return 2;
    case 'linear':
      return Math.ceil(100 / percent);
    case 'rolling': {
      // A batch is of whole instances, one at the least, and may not be more than so many percent.
      const batch = Math.max(1, Math.floor((instanceCount * percent) / 100));
      return Math.ceil(instanceCount / batch);
    }
    case 'all-at-once':
      return 1;
  }
}

/** How often new instances are waited for: once for a whole fleet, for every batch where it comes in batches. */
export const startsOf = (rollout: ResolvedRollout, instanceCount: number): number =>
  rollout.strategy === 'rolling' ? stepsOf(rollout, instanceCount) : 1;
