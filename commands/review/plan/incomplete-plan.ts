import { isDataAddress, withoutKeys } from './configuration';
import type { ReadPlan } from './limits';

/**
 * Whether a plan leaves out a resource that is configured, or one that is there, as a plan with a target does.
 */
export function isIncomplete(
  { changes, configuration, prior }: ReadPlan,
  /** The addresses of what is there after it, as far as the plan says so. */
  after: readonly string[],
): boolean {
  const planned = new Set(changes.map(({ address }) => address));
  const moved = new Set(changes.flatMap(({ previousAddress }) => previousAddress ?? []));
  const lacksExisting = [...prior.keys()].some(
    (address) => !isDataAddress(address) && !planned.has(address) && !moved.has(address),
  );
  // A plan that destroys has only what is there.
  const destroys = changes.every(({ kind }) => kind === 'delete');
  const plannedResources = new Set([...planned].map(withoutKeys));
  const lacksConfigured = [...configuration.values()].some(
    ({ address, isManaged, isRepeated }) => isManaged && !isRepeated && !plannedResources.has(address),
  );
  const lacksPlanned = after.some((address) => !isDataAddress(address) && !planned.has(address));
  return lacksExisting || lacksPlanned || (!destroys && lacksConfigured);
}
