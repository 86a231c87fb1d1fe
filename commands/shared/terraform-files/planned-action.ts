/** What a plan does with a resource. */
export type PlannedAction = 'create' | 'update' | 'replace' | 'delete' | 'forget' | 'no-op';

/**
 * What the list means that a plan has for each resource: a replacement is a deletion and a creation, in either order.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function plannedAction(actions: readonly string[]): PlannedAction {
  const has = (action: string) => actions.includes(action);
  if (has('forget')) return 'forget';
  if (has('create') && has('delete')) return 'replace';
  if (has('delete')) return 'delete';
  if (has('create')) return 'create';
  return has('update') ? 'update' : 'no-op';
}
