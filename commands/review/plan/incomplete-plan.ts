import type { ConfigurationJson } from '../../shared/terraform-files/plan-json';
import { plannedAction } from '../../shared/terraform-files/planned-action';
import type { CompleteResourceChange } from './parse';

/**
 * Whether a plan says nothing of a resource that is configured, as one with a target does. Terraform says outright
 * whether a plan is complete; OpenTofu does not. A plan that destroys has only what is there.
 */
export function isIncomplete(
  configuration: ConfigurationJson | undefined,
  changes: readonly CompleteResourceChange[],
): boolean {
  const planned = new Set(changes.map(({ address }) => address));
  const destroys = changes.every(({ change }) => plannedAction(change.actions) === 'delete');
  const lacking = (configuration?.root_module?.resources ?? []).filter(
    ({ address, mode, count_expression, for_each_expression }) =>
      mode === 'managed' &&
      // Of these there may be none.
      count_expression === undefined &&
      for_each_expression === undefined &&
      !planned.has(address),
  );
  return !destroys && lacking.length > 0;
}
