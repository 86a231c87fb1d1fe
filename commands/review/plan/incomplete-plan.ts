import type { Change } from './change';
import { type Configuration, withoutKeys } from './configuration';
import type { Plan } from './plan';

/**
 * Whether a plan leaves out a resource that is configured, or one that is there, as a plan with a target does.
 */
export function isIncomplete(changes: readonly Change[], configuration: Configuration, prior: Plan['prior']): boolean {
  const planned = new Set(changes.map(({ address }) => address));
  const moved = new Set(changes.flatMap(({ previousAddress }) => previousAddress ?? []));
  const lacksExisting = [...prior.keys()].some(
    (address) => !/(^|\.)data\./.test(address) && !planned.has(address) && !moved.has(address),
  );
  // A plan that destroys has only what is there.
  const destroys = changes.every(({ kind }) => kind === 'delete');
  const plannedResources = new Set([...planned].map(withoutKeys));
  const lacksConfigured = [...configuration.values()].some(
    ({ address, isManaged, isRepeated }) => isManaged && !isRepeated && !plannedResources.has(address),
  );
  return lacksExisting || (!destroys && lacksConfigured);
}
