import { stringsIn } from '../../plan/attributes';
import { type Change, isUnknown } from '../../plan/change';
import { isConfigured, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import { remembered } from '../../plan/remembered';

/** A plan may have thousands of roles, each with a policy. */
const NAMES = new WeakMap<Plan, Map<string, ReadonlySet<string>>>();

function isCreated(plan: Plan, type: string, nameOrAddress: string): boolean {
  const byType = remembered(NAMES, plan, () => new Map<string, ReadonlySet<string>>());
  const names = byType.get(type) ?? createdNames(plan, type);
  byType.set(type, names);
  return names.has(nameOrAddress);
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

/**
 * Whether what an attribute names is created by the plan, rather than there already or only known late. A name alone
 * does not say it, where it is known what the attribute refers to: whoever creates a role of a name that is taken fails,
 * and still gets the policy of the other role.
 */
export function namesCreated(change: Change, attribute: string, types: readonly string[], plan: Plan): boolean {
  const resource = plan.configuration.get(withoutKeys(change.address));
  const names = stringsIn([change.after?.[attribute]].flat());
  const isLate = isUnknown(change, attribute);
  // The provider fills it in.
  if (resource !== undefined && !isConfigured(resource, attribute)) return false;
  const references = resource?.references[attribute] ?? [];
  const areAllCreated = (some: readonly string[]) =>
    some.length > 0 && some.every((one) => types.some((type) => isCreated(plan, type, one)));
  if (!isLate) return areAllCreated(names) && (resource === undefined || areAllCreated(references));
  if (references.length > 0) return areAllCreated(references);
  // Behind a module's output, say, or in a redacted plan.
  return types.some((type) => changesOfType(plan, type).some(({ kind }) => kind === 'create'));
}
