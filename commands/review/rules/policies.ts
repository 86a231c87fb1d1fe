import { type Change, isUnknown } from '../plan/change';
import type { Plan } from '../plan/plan';
import { comparePolicies, type PolicyComparison } from '../policy/compare';
import { describeGrant } from '../policy/describe-grant';
import { eachChange, type Rule, type RuleContext } from './finding';

/** Where policies stand, whatever the resource. */
export const POLICY_ATTRIBUTES = ['policy', 'assume_role_policy'] as const;
/** What a policy of its own belongs to, by the attribute that names it. */
const OWNERS = [
  'role',
  'bucket',
  'vpc_endpoint_id',
  'key_id',
  'user',
  'group',
  'repository',
  'secret_arn',
  'queue_url',
  'arn',
];

interface Compared {
  readonly change: Change;
  readonly attribute: string;
  readonly comparison: PolicyComparison;
}

/** More is allowed than before: decided by containment, whatever the text looks like. */
export const policyWider: Rule = {
  name: 'policy-wider',
  level: 'danger',
  types: 'any',
  advice: 'Grant only what is needed, or say in the pull request why this is.',
  find: (context) =>
    compared(context).flatMap(({ change: { address }, attribute, comparison }) =>
      comparison.answer === 'wider'
        ? [
            {
              address,
              message: `Its ${attribute} allows more than before: ${comparison.grants.map((grant) => describeGrant(grant)).join('; ')}`,
            },
          ]
        : [],
    ),
};

/** A reader must judge it. */
export const policyNotCompared: Rule = {
  name: 'policy-not-compared',
  level: 'caution',
  types: 'any',
  advice: 'Read both policies.',
  find: (context) =>
    compared(context).flatMap(({ change: { address }, attribute, comparison }) =>
      comparison.answer === 'cannot tell'
        ? [{ address, message: `Whether its ${attribute} allows more than before cannot be told: ${comparison.why}.` }]
        : [],
    ),
};

/** An existing policy is attached to an existing identity. */
export const policyAttached: Rule = {
  name: 'policy-attached',
  level: 'caution',
  types: ['aws_iam_role_policy_attachment', 'aws_iam_user_policy_attachment', 'aws_iam_group_policy_attachment'],
  advice: 'Read the policy.',
  find: ({ plan }) => attachments(plan, (policy) => !isManagedByAws(policy)),
};

/** Policies that AWS manages are wide, and AWS widens them. */
export const managedPolicyAttached: Rule = {
  name: 'managed-policy-attached',
  level: 'danger',
  types: ['aws_iam_role_policy_attachment', 'aws_iam_user_policy_attachment', 'aws_iam_group_policy_attachment'],
  advice: 'Write a policy with just what is needed.',
  find: ({ plan }) => attachments(plan, isManagedByAws),
};

const isManagedByAws = (policyArn: string): boolean => /^arn:[^:]+:iam::aws:policy\//.test(policyArn);

const attachments = ({ changes }: Plan, isIncluded: (policyArn: string) => boolean) =>
  changes.flatMap((change) => {
    const { type, kind, after, address } = change;
    if (!/^aws_iam_(role|user|group)_policy_attachment$/.test(type) || kind !== 'create') return [];
    // A new policy, or a new role, is reviewed by itself.
    if (['policy_arn', 'role', 'user', 'group'].some((attribute) => isUnknown(change, attribute))) return [];
    const [who, policy] = [after?.role ?? after?.user ?? after?.group, String(after?.policy_arn)];
    return isIncluded(policy) ? [{ address, message: `${String(who)} gets the policy ${policy}.` }] : [];
  });

/** It bounds what all policies of a role together can allow. */
export const boundaryRemoved = eachChange(
  { name: 'boundary-removed', level: 'danger', types: ['aws_iam_role'], advice: 'Keep the permissions boundary.' },
  ({ type, kind, before, after }) =>
    type === 'aws_iam_role' &&
    kind !== 'delete' &&
    before?.permissions_boundary &&
    after !== undefined &&
    !after.permissions_boundary
      ? 'The permissions boundary is taken away: nothing bounds the policies of this role any more.'
      : undefined,
);

/** Comparing takes time, and two rules use the result. */
const COMPARED = new WeakMap<Plan, readonly Compared[]>();

function compared({ plan }: RuleContext): readonly Compared[] {
  const all = COMPARED.get(plan) ?? compareAll(plan);
  COMPARED.set(plan, all);
  return all;
}

const compareAll = (plan: Plan): Compared[] =>
  plan.changes.flatMap((change) =>
    POLICY_ATTRIBUTES.flatMap((attribute) => {
      const comparison = comparisonOf(change, attribute, plan);
      return comparison === undefined ? [] : [{ change, attribute, comparison }];
    }),
  );

/** Undefined where there is nothing to compare. */
function comparisonOf(change: Change, attribute: string, plan: Plan): PolicyComparison | undefined {
  const { type, kind, before, after } = change;
  const isHeld = type.endsWith('_policy') && type !== 'aws_iam_policy';
  const defaultAccess = type === 'aws_vpc_endpoint' || type === 'aws_vpc_endpoint_policy' ? 'everything' : 'nothing';
  if (kind === 'update' || kind === 'replace') {
    if (isUnknown(change, attribute)) {
      return typeof before?.[attribute] === 'string'
        ? { answer: 'cannot tell', why: 'it is known only once it is applied' }
        : undefined;
    }
    const [was, is] = [textOf(before?.[attribute]), textOf(after?.[attribute])];
    if (was === is) return undefined;
    // The policy moves to another owner, who had none of it before.
    return comparePolicies(isHeld && changesOwner(change) ? undefined : was, is, defaultAccess);
  }
  if (kind === 'create' && isHeld) {
    // The owner is new, too: there was nothing before that this could be wider than.
    if (OWNERS.some((owner) => isUnknown(change, owner)) || after === undefined) return undefined;
    if (isUnknown(change, attribute)) return { answer: 'cannot tell', why: 'it is known only once it is applied' };
    return comparePolicies(undefined, textOf(after[attribute]), defaultAccess);
  }
  if (kind === 'delete' && isHeld && change.deposed === undefined && !isOwnerDeleted(change, plan))
    return comparePolicies(textOf(before?.[attribute]), undefined, defaultAccess);
  return undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const changesOwner = (change: Change): boolean =>
  OWNERS.some(
    (owner) =>
      typeof change.before?.[owner] === 'string' &&
      typeof change.after?.[owner] === 'string' &&
      change.before[owner] !== change.after[owner],
  );

const isOwnerDeleted = ({ before }: Change, { changes }: Plan): boolean => {
  const names = OWNERS.flatMap((owner) => textOf(before?.[owner]) ?? []);
  return changes.some(
    ({ kind, before: deleted }) =>
      kind === 'delete' &&
      [deleted?.id, deleted?.name, deleted?.bucket, deleted?.arn].some((name) => names.includes(String(name))),
  );
};
