import type { z } from 'zod';
import type { rolloutSchema } from './schema/rollout';

type Given = z.output<typeof rolloutSchema>;
export type Strategy = Given['strategy'];

/** A rollout with every default filled in. */
export interface Rollout {
  readonly strategy: Strategy;
  /** Of the fleet, in each step. @default - one instance (canary), all of it (all-at-once) */
  readonly percent?: number | undefined;
  readonly waitSeconds: number;
  readonly terminationWaitSeconds: number;
  /** After so many seconds AWS gives up and rolls back. */
  readonly timeoutSeconds: number;
}

const DEFAULT_WAIT_SECONDS = 600;
const DEFAULT_PERCENT: Partial<Record<Strategy, number>> = { linear: 25, rolling: 50 };

/**
 * What AWS takes: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html and
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_RollingUpdatePolicy.html
 */
export const PERCENT_BOUNDS: Partial<Record<Strategy, readonly [number, number]>> = {
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

export function resolveRollout(given: Given = { strategy: 'canary' }): Rollout {
  return {
    strategy: given.strategy,
    percent: given.percent ?? DEFAULT_PERCENT[given.strategy],
    waitSeconds: given.waitSeconds ?? DEFAULT_WAIT_SECONDS,
    terminationWaitSeconds: given.terminationWaitSeconds ?? 0,
    timeoutSeconds: UPDATE_TIMEOUT_SECONDS,
  };
}

/** How often a rollout waits: after each step, the last one included. */
export function stepsOf({ strategy, percent = 100 }: Rollout, instanceCount: number): number {
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
export const startsOf = (rollout: Rollout, instanceCount: number): number =>
  rollout.strategy === 'rolling' ? stepsOf(rollout, instanceCount) : 1;
