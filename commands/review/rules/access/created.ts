import { stringsIn } from '../../plan/attributes';
import { isConfigured, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';

/** A plan may have thousands of roles, each with a policy. */
const NAMES = new WeakMap<Plan, Map<string, ReadonlySet<string>>>();

/** Whether a resource of this type and name is created by the plan, rather than there already. */
export function isCreated(plan: Plan, type: string, name: string): boolean {
  const byType = NAMES.get(plan) ?? new Map<string, ReadonlySet<string>>();
  NAMES.set(plan, byType);
  const names = byType.get(type) ?? createdNames(plan, type);
  byType.set(type, names);
  return names.has(name);
}

/** And addresses: a reference may lead there. */
const createdNames = (plan: Plan, type: string): ReadonlySet<string> =>
  new Set(
    changesOfType(plan, type).flatMap(({ kind, after, address }) =>
      kind === 'create'
        ? [withoutKeys(address), ...stringsIn([after?.name, after?.bucket, after?.id, after?.function_name])]
        : [],
    ),
  );

/** Whether what an unknown attribute refers to is created, rather than only known late. */
export function refersToCreated(plan: Plan, address: string, attribute: string, types: readonly string[]): boolean {
  const resource = plan.configuration.get(withoutKeys(address));
  // The provider fills it in.
  if (resource !== undefined && !isConfigured(resource, attribute)) return false;
  const named = resource?.references[attribute] ?? [];
  // Behind a module's output, say, or in a redacted plan.
  if (named.length === 0) return types.some((type) => changesOfType(plan, type).some(({ kind }) => kind === 'create'));
  return named.some((reference) => types.some((type) => isCreated(plan, type, reference)));
}
