import { defaultInstanceCount } from '../defaults';
import {
  PERCENT_BOUNDS,
  PROVIDER_WAIT_SECONDS,
  resolveRollout,
  type ResolvedRollout,
  startsOf,
  STARTING_SECONDS,
  stepsOf,
  UPDATE_TIMEOUT_SECONDS,
} from '../rollout';
import type { DeepPartial } from '../check-schema';
import type { RolloutSettings } from '../schema/rollout';
import { configuredZones, endpointsOf, type Invariant, problem } from './invariant';

/** The sizes that AWS takes for a strategy, and what a strategy has no use for. */
export const validRolloutSizes: Invariant = ({ settings }) =>
  endpointsOf(settings).flatMap(({ endpoint: { rollout }, path }) => {
    const { strategy, percent, terminationWaitSeconds } = rollout ?? {};
    if (strategy === undefined) return [];
    const at = [...path, 'rollout'];
    const bounds = PERCENT_BOUNDS[strategy];
    return [
      ...(percent === undefined || (bounds !== undefined && percent >= bounds[0] && percent <= bounds[1])
        ? []
        : [
            bounds === undefined
              ? problem([...at, 'percent'], `${percent}: ${strategy} has one step, of everything: leave it out`)
              : problem(
                  [...at, 'percent'],
                  `${percent}: AWS takes ${bounds[0]} to ${bounds[1]} % for ${strategy}: write a number of these`,
                ),
          ]),
      ...(strategy === 'rolling' && terminationWaitSeconds !== undefined
        ? [
            problem(
              [...at, 'terminationWaitSeconds'],
              `${terminationWaitSeconds}: a rolling update takes the old fleet away batch by batch, and has nothing left to wait with: leave it out`,
            ),
          ]
        : []),
    ];
  });

/** A rollout that outlasts the provider's wait ends unseen: Terraform fails, and AWS goes on. */
export const rolloutFitsTimeout: Invariant = ({ settings }) => {
  const zones = configuredZones(settings);
  return endpointsOf(settings).flatMap(({ endpoint: { rollout, instanceCount }, path }) => {
    if (!isComplete(rollout) || zones === undefined) return [];
    const { strategy, percent } = rollout;
    const bounds = PERCENT_BOUNDS[strategy];
    if (percent !== undefined && (bounds === undefined || percent < bounds[0])) return [];
    const resolved = resolveRollout(rollout);
    const count = instanceCount ?? defaultInstanceCount(zones.length);
    const budget = timeOf(resolved, count);
    return budget.total <= UPDATE_TIMEOUT_SECONDS ? [] : [problem([...path, 'rollout'], complaint(resolved, budget))];
  });
};

/** Whether every field of it is known: one with a problem of its own leaves nothing to count with. */
const isComplete = (rollout: DeepPartial<RolloutSettings> | undefined): rollout is RolloutSettings =>
  rollout?.strategy !== undefined && Object.values(rollout).every((value) => value !== undefined);

function timeOf(rollout: ResolvedRollout, instanceCount: number) {
  const steps = stepsOf(rollout, instanceCount);
  const starts = startsOf(rollout, instanceCount);
  const rest = rollout.terminationWaitSeconds + starts * STARTING_SECONDS;
  return { steps, starts, rest, total: steps * rollout.waitSeconds + rest };
}

function complaint(rollout: ResolvedRollout, { steps, starts, rest, total }: ReturnType<typeof timeOf>): string {
  const { strategy, percent, waitSeconds, terminationWaitSeconds } = rollout;
  const parts = [
    `${steps} × ${waitSeconds} s of waiting`,
    ...(terminationWaitSeconds === 0 ? [] : [`${terminationWaitSeconds} s before the old fleet goes`]),
    `${starts === 1 ? '' : `${starts} × `}${STARTING_SECONDS} s at the least to start instances`,
  ];
  const most = Math.floor((UPDATE_TIMEOUT_SECONDS - rest) / steps);
  const size = percent === undefined ? '' : ` by ${percent} %`;
  const larger = percent === undefined || percent === 50 ? [] : ['take a larger percent'];
  const remedies =
    most >= 0
      ? [`write waitSeconds: ${most} or less`, ...larger]
      : [...(terminationWaitSeconds === 0 ? [] : ['shorten terminationWaitSeconds']), ...larger];
  return (
    `${strategy}${size} takes ${parts.join(' + ')} = ${total} s, and must end in ${UPDATE_TIMEOUT_SECONDS} s, ` +
    `since the AWS provider waits ${PROVIDER_WAIT_SECONDS} s for an update and then loses sight of it: ${remedies.join(', or ')}`
  );
}
