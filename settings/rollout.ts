import { DEFAULT_STEP_PERCENT, DEFAULT_STRATEGY, SETTING_DEFAULTS } from './defaults';
import type { RolloutSettings } from './schema/rollout';

export type RolloutStrategy = RolloutSettings['strategy'];

/** A rollout with every default filled in: an update in steps, or all at once. */
export type ResolvedRollout = ResolvedRolloutTiming &
  (
    | {
        readonly strategy: Exclude<RolloutStrategy, 'all-at-once'>;
        /** The size of a step, in percent of the fleet. Undefined: one instance. */
        readonly percent?: number | undefined;
      }
    | { readonly strategy: 'all-at-once'; readonly percent?: undefined }
  );

interface ResolvedRolloutTiming {
  /** How long each step is watched, in seconds. */
  readonly waitSeconds: number;
  /** How long the old fleet stays after the last step, in seconds. */
  readonly terminationWaitSeconds: number;
  /** How long the whole update may take, in seconds, before AWS gives up and rolls back. */
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

/** How long the provider waits for an update; after that it never learns how the update ended. */
export const PROVIDER_WAIT_SECONDS = 3600;
/** The limit that AWS gets: before the provider's, with time left to roll back. */
export const UPDATE_TIMEOUT_SECONDS = 3300;
/** The shortest time in which new instances come into service. */
export const STARTING_SECONDS = 300;

export function resolveRollout(rollout: RolloutSettings = { strategy: DEFAULT_STRATEGY }): ResolvedRollout {
  const { strategy, percent, ...waits } = rollout;
  const timing = { ...SETTING_DEFAULTS.endpoint.rollout, ...waits, timeoutSeconds: UPDATE_TIMEOUT_SECONDS };
  if (strategy === 'all-at-once') return { ...timing, strategy };
  const stepPercent: Partial<Record<RolloutStrategy, number>> = DEFAULT_STEP_PERCENT;
  return { ...timing, strategy, percent: percent ?? stepPercent[strategy] };
}

/** How many times a rollout waits: after each step, including the last one. */
export function stepsOf({ strategy, percent = 100 }: ResolvedRollout, instanceCount: number): number {
  switch (strategy) {
    case 'canary':
      return 2;
    case 'linear':
      return Math.ceil(100 / percent);
    case 'rolling': {
      // A batch is whole instances: at least one, and otherwise no more than that percentage.
      const batch = Math.max(1, Math.floor((instanceCount * percent) / 100));
      return Math.ceil(instanceCount / batch);
    }
    case 'all-at-once':
      return 1;
  }
}

/** How many times new instances must start: once for a whole fleet, or once for each batch. */
export const startsOf = (rollout: ResolvedRollout, instanceCount: number): number =>
  rollout.strategy === 'rolling' ? stepsOf(rollout, instanceCount) : 1;
