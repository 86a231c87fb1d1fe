import { type Attributes, stringOrStrings, stringsIn } from '../../plan/attributes';
import { type Change, isSensitiveAttribute, isUnknown } from '../../plan/change';
import { isConfigured, referencesOf, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule } from '../finding';
import { invokingPolicies } from './invoking-policies';
import { ATTACHMENTS, isIdentityNew, POLICY_NAMES } from './attached-policies';
import { changesOwner } from './policy-owner';
import { remembered } from '../../plan/remembered';

const TYPES = Object.keys(ATTACHMENTS);

/** An existing policy is attached to an existing identity. */
export const policyAttached: Rule = {
  name: 'policy-attached',
  level: 'caution',
  types: TYPES,
  advice: 'Read the policy.',
  find: ({ plan }) =>
    attachmentsMade(
      plan,
      (policy, change) =>
        !isManagedByAws(policy) && !isIdentityNew(change, plan) && !invokingPolicies(plan).has(policy),
    ),
};

/** The caller policy: what `callers.roleNames` is for. */
export const callerAdded: Rule = {
  name: 'caller-added',
  level: 'note',
  types: TYPES,
  advice: '',
  find: ({ plan }) => attachmentsMade(plan, (policy) => invokingPolicies(plan).has(policy)),
};

/** Policies that AWS manages are wide, and AWS widens them. */
export const managedPolicyAttached: Rule = {
  name: 'managed-policy-attached',
  level: 'danger',
  types: TYPES,
  advice: 'Write a policy with just what is needed.',
  find: ({ plan }) => [
    ...attachmentsMade(
      plan,
      (policy, change) => isManagedByAws(policy) && !(isForService(policy) && isIdentityNew(change, plan)),
    ),
    ...plan.changes.flatMap(policiesNamed),
  ],
};

/** Permission sets, for one, name them as well. A boundary only bounds. */
function policiesNamed(change: Change): Found[] {
  const { type, kind, address, before, after } = change;
  if (TYPES.includes(type) || !type.startsWith('aws') || kind === 'no-op' || kind === 'delete' || kind === 'forget')
    return [];
  return Object.entries(after ?? {})
    .filter(([attribute]) => attribute.includes('policy') || attribute.includes('policies'))
    .flatMap(([attribute, value]) => {
      const had = stringsIn([before?.[attribute]].flat());
      return stringsIn([value].flat())
        .filter((text) => isManagedByAws(text) && !had.includes(text))
        .map((text) => (isSensitiveAttribute(change, attribute) ? 'a policy of AWS’s' : `the policy ${text}`))
        .map((what) => ({ address, message: `Whoever this is for gets ${what}.` }));
    });
}

const isManagedByAws = (policyArn: string): boolean => /^arn:[^:]+:iam::aws:policy\//.test(policyArn);

/** What a new role of a service usually begins with. */
const isForService = (policyArn: string): boolean => policyArn.includes(':policy/service-role/');

const NOT_KNOWN = 'a policy that is known only once this is applied';

function attachmentsMade(plan: Plan, isIncluded: (policyArn: string, change: Change) => boolean): Found[] {
  const had = new Set(
    TYPES.flatMap((type) => changesOfType(plan, type)).flatMap(({ type, before }) => pairsOf(type, before)),
  );
  return TYPES.flatMap((type) => changesOfType(plan, type))
    .filter(({ kind }) => kind === 'create' || kind === 'update' || kind === 'replace')
    .flatMap((change) =>
      policiesGained(change, had, plan)
        .filter((policy) => isIncluded(policy, change))
        .map((policy) => ({ address: change.address, message: messageOf(change, policy, had) })),
    );
}

function policiesGained(change: Change, had: ReadonlySet<string>, plan: Plan): string[] {
  const { type, before, after } = change;
  const identities = ATTACHMENTS[type] ?? [];
  // A synthesized role may get its name from AWS.
  const isIdentityUnknown =
    identities.some((attribute) => isUnknown(change, attribute)) ||
    identities.every((attribute) => namesIn(after, attribute).length === 0);
  const unknown = POLICY_NAMES.some(
    (name) => after !== undefined && isUnknown(change, name) && !isJudged(change, name, plan),
  );
  const policies =
    isIdentityUnknown && !changesOwner(change, plan)
      ? policiesIn(after).filter((policy) => !policiesIn(before).includes(policy))
      : policiesIn(after).filter(
          (policy) =>
            isIdentityUnknown || pairsOf(type, after).some((pair) => pair.endsWith(` ${policy}`) && !had.has(pair)),
        );
  return [...new Set([...policies, ...(unknown ? [NOT_KNOWN] : [])])];
}

/** What the plan creates or changes itself is read by itself; and what no configuration sets is what others set. */
function isJudged({ address, kind }: Change, attribute: string, plan: Plan): boolean {
  const { configuration } = plan;
  const resource = configuration.get(withoutKeys(address));
  if (attribute === 'managed_policy_arns')
    return kind === 'create' || resource === undefined || !isConfigured(resource, attribute);
  const references = referencesOf(configuration, address, attribute);
  return references.length > 0 && references.every((reference) => policyAddresses(plan).has(reference));
}

const ADDRESSES = new WeakMap<Plan, ReadonlySet<string>>();

function policyAddresses(plan: Plan): ReadonlySet<string> {
  return remembered(
    ADDRESSES,
    plan,
    () => new Set(changesOfType(plan, 'aws_iam_policy').map(({ address }) => withoutKeys(address))),
  );
}

const policiesIn = (values: Attributes | undefined): string[] =>
  POLICY_NAMES.flatMap((name) => [values?.[name] ?? []].flat()).filter((one): one is string => typeof one === 'string');

/** Each identity with each policy. */
const pairsOf = (type: string, values: Attributes | undefined): string[] =>
  (ATTACHMENTS[type] ?? []).flatMap((attribute) =>
    namesIn(values, attribute).flatMap((identity) =>
      policiesIn(values).map((policy) => `${kindOf(type, attribute)} ${identity} ${policy}`),
    ),
  );

const kindOf = (type: string, attribute: string): string =>
  /role|user|group/.exec(attribute === 'name' ? type : attribute)?.[0] ?? '';

const namesIn = (values: Attributes | undefined, attribute: string): string[] => stringOrStrings(values?.[attribute]);

function messageOf(change: Change, policy: string, had: ReadonlySet<string>): string {
  const { type, after } = change;
  const attributes = ATTACHMENTS[type] ?? [];
  const isHidden = [...attributes, ...POLICY_NAMES].some((attribute) => isSensitiveAttribute(change, attribute));
  if (isHidden) return 'A role, user or group gets another policy. It is sensitive, so its name is not shown.';
  const names = attributes.flatMap((attribute) =>
    namesIn(after, attribute).filter((name) => !had.has(`${kindOf(type, attribute)} ${name} ${policy}`)),
  );
  const [, own] = /^\$\{aws_iam_policy\.([\w-]+)\.arn\}$/.exec(policy) ?? [];
  const what =
    policy === NOT_KNOWN ? policy : own === undefined ? `the policy ${policy}` : `this stack’s policy ${own}`;
  return `${names.join(', ') || 'A role of this plan'} gets ${what}.`;
}
