/** What a plan does with a resource. `unknown`: a list of actions that this project does not know. */
export type PlannedAction = 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'no-op' | 'unknown';

const ACTIONS: ReadonlyMap<string, PlannedAction> = new Map([
  ['no-op', 'no-op'],
  ['create', 'create'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['delete,create', 'replace'],
  ['create,delete', 'replace'],
  ['forget', 'forget'],
  ['create,forget', 'forget'],
]);

/**
 * What the list means that a plan has for each resource: a replacement is a deletion and a creation, in either order.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export const plannedAction = (actions: readonly string[]): PlannedAction => ACTIONS.get(actions.join()) ?? 'unknown';
