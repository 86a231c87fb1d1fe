import type { Attributes } from '../../plan/attributes';
import { type Change, isSensitiveAttribute, isUnknown } from '../../plan/change';
import { isConfigured, referencesOf, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule } from '../finding';
import { ATTACHMENTS, isIdentityNew, POLICY_NAMES } from './attached-policies';

const TYPES = Object.keys(ATTACHMENTS);

/** An existing policy is attached to an existing identity. */
export const policyAttached: Rule = {
  name: 'policy-attached',
  level: 'caution',
  types: TYPES,
  advice: 'Read the policy.',
  find: ({ plan }) =>
    attachmentsMade(plan, (policy, change) => !isManagedByAws(policy) && !isIdentityNew(change, plan)),
};

/** Policies that AWS manages are wide, and AWS widens them. */
export const managedPolicyAttached: Rule = {
  name: 'managed-policy-attached',
  level: 'danger',
  types: TYPES,
  advice: 'Write a policy with just what is needed.',
  find: ({ plan }) =>
    attachmentsMade(
      plan,
      (policy, change) => isManagedByAws(policy) && !(isForService(policy) && isIdentityNew(change, plan)),
    ),
};

const isManagedByAws = (policyArn: string): boolean => /^arn:[^:]+:iam::aws:policy\//.test(policyArn);

/** What a new role of a service usually begins with. */
const isForService = (policyArn: string): boolean => policyArn.includes(':policy/service-role/');

/** Attaching for good takes a policy away from whoever else has it, without a word in the plan. */
export const exclusiveAttachment: Rule = {
  name: 'exclusive-attachment',
  level: 'caution',
  types: [
    'aws_iam_policy_attachment',
    ...['role', 'user', 'group'].flatMap((identity) => [
      `aws_iam_${identity}_policy_attachments_exclusive`,
      `aws_iam_${identity}_policies_exclusive`,
    ]),
  ],
  advice: 'Attach with a resource for each role: aws_iam_role_policy_attachment.',
  find: ({ plan }) =>
    exclusiveAttachment.types === 'any'
      ? []
      : exclusiveAttachment.types
          .flatMap((type) => changesOfType(plan, type))
          .filter(({ kind }) => kind === 'create' || kind === 'update' || kind === 'replace')
          .map(({ address, type }) => ({
            address,
            message:
              type === 'aws_iam_policy_attachment'
                ? 'It takes the policy away from every role, user and group that is not listed here.'
                : 'It removes every policy that is not listed here.',
          })),
};

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
  const isIdentityUnknown = identities.some((attribute) => isUnknown(change, attribute));
  const unknown = POLICY_NAMES.some(
    (name) => after !== undefined && isUnknown(change, name) && !isJudged(change, name, plan),
  );
  const policies = isIdentityUnknown
    ? policiesIn(after).filter((policy) => !policiesIn(before).includes(policy))
    : policiesIn(after).filter((policy) =>
        pairsOf(type, after).some((pair) => pair.endsWith(` ${policy}`) && !had.has(pair)),
      );
  return [...new Set([...policies, ...(unknown ? [NOT_KNOWN] : [])])];
}

/** What the plan creates or changes itself is read by itself; and what no configuration sets is what others set. */
function isJudged({ address, kind }: Change, attribute: string, { configuration, changes }: Plan): boolean {
  const resource = configuration.get(withoutKeys(address));
  if (attribute === 'managed_policy_arns')
    return kind === 'create' || resource === undefined || !isConfigured(resource, attribute);
  const references = referencesOf(configuration, address, attribute);
  return changes.some((one) => one.type === 'aws_iam_policy' && references.includes(withoutKeys(one.address)));
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

/** A synthesized attachment for each of a list has the list beside it. */
function namesIn(values: Attributes | undefined, attribute: string): string[] {
  const names = [values?.[attribute] ?? []].flat().filter((one): one is string => typeof one === 'string');
  const each = /^\$\{toset\((\[.*\])\)\}$/.exec(String(values?.for_each))?.[1];
  return names[0] === '${each.value}' && each !== undefined ? textsInList(each) : names;
}

const textsInList = (list: string): string[] => [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);

function messageOf(change: Change, policy: string, had: ReadonlySet<string>): string {
  const { type, after } = change;
  const attributes = ATTACHMENTS[type] ?? [];
  const isHidden = [...attributes, ...POLICY_NAMES].some((attribute) => isSensitiveAttribute(change, attribute));
  if (isHidden) return 'A role, user or group gets another policy. It is sensitive, so its name is not shown.';
  const names = attributes.flatMap((attribute) =>
    namesIn(after, attribute).filter((name) => !had.has(`${kindOf(type, attribute)} ${name} ${policy}`)),
  );
  return `${names.join(', ') || 'A role of this plan'} gets ${policy === NOT_KNOWN ? policy : `the policy ${policy}`}.`;
}
