import { type Change, removesResource } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, ownChanges, type Plan } from '../../plan/plan';
import type { Grant } from '../../policy/grant';
import { reviewBudget } from '../access/review-budget';
import { eachChange, type Found, type Rule, type RuleContext } from '../finding';
import { type LostPermissions, lostPermissions } from '../permissions/lost-permissions';
import { joinedPolicies, onlyActions } from '../permissions/policy-json';
import { policyTextOf } from '../permissions/policy-text';
import { isWidePolicy, ROLE_POLICY_TYPES, type RolePolicies, rolePolicies } from '../permissions/role-policies';
import { isOfProbe } from './probe';

/** All ways to call an endpoint. */
export const INVOKE_ACTIONS = [
  'sagemaker:InvokeEndpoint',
  'sagemaker:InvokeEndpointWithResponseStream',
  'sagemaker:InvokeEndpointWithBidirectionalStream',
  'sagemaker:InvokeEndpointAsync',
  'sagemaker:CallWithBearerToken',
];

/** A role that could invoke loses what allowed it: an attachment or a policy of its own goes, or denies it. */
export const callerRemoved: Rule = {
  name: 'caller-removed',
  level: 'danger',
  types: ROLE_POLICY_TYPES,
  advice: 'Check in CloudTrail that the role no longer calls, then remove it.',
  find: (context) =>
    changedRoles(context).flatMap((changed): Found[] => {
      const { was, is, change, isDeleted } = changed;
      if (is?.isUnknown === true) return [];
      const lost = lostByRole(changed, context).grants;
      const losesWide = was.attachedByArn.some((policy) => isWidePolicy(policy) && !is?.attachedByArn.includes(policy));
      if (lost.length === 0 && !losesWide) return [];
      return [
        {
          address: change.address,
          message: isDeleted
            ? `The role ${roleName(changed)}, which may invoke, is deleted: its calls are denied.`
            : `The role ${roleName(changed)} may no longer invoke as before: its calls are denied.`,
        },
      ];
    }),
};

/** Two rules ask. */
const LOST = new WeakMap<RolePolicies, LostPermissions>();

function lostByRole({ was, is }: ChangedRole, { allPlans }: RuleContext): LostPermissions {
  // Where it had none, what is there now is the key.
  const key = was === NO_POLICIES ? (is ?? was) : was;
  const known = LOST.get(key);
  if (known !== undefined) return known;
  const [before, after] = [was, is ?? NO_POLICIES].map(({ documents }) => joinedPolicies(documents));
  const all = lostPermissions(before, after, INVOKE_ACTIONS, reviewBudget(allPlans));
  // A new caller may call through the PrivateLink endpoint, and no other way: it did neither before.
  const mayInvoke = ALLOWS.test(onlyActions(before ?? '', INVOKE_ACTIONS) ?? '');
  const lost = mayInvoke ? all : { ...all, grants: all.grants.filter((grant) => !isOtherWay(grant)) };
  LOST.set(key, lost);
  return lost;
}

/** Roles that are managed elsewhere have it attached by its ARN. */
export const callerPolicyRemoved = eachChange(
  {
    name: 'caller-policy-removed',
    level: 'danger',
    types: ['aws_iam_policy'],
    advice: 'Attach another policy to the callers first.',
  },
  (change, { plan }) => {
    const policy = policyTextOf(plan, change.before?.policy);
    const lets = policy !== undefined && ALLOWS.test(onlyActions(policy, INVOKE_ACTIONS) ?? '');
    const isAllDeleted = changesOfType(plan, 'aws_sagemaker_endpoint').some(({ kind }) => kind === 'delete');
    return removesResource(change) && lets && !isAllDeleted
      ? `The policy ${String(change.before?.name)}, which lets callers invoke, is ${change.kind}d: who has it by its ARN is denied.`
      : undefined;
  },
);

const ALLOWS = /"Effect":"Allow"/;

/** A Deny of every way but one PrivateLink endpoint. */
const isOtherWay = ({ effect, statementConditions }: Grant): boolean =>
  effect === 'Deny' &&
  statementConditions.some(
    ({ operator, key }) => key.toLowerCase() === 'aws:sourcevpce' && /^StringNot/i.test(operator),
  );

/** Of what it allowed, no plan says anything. */
export const policyDetached: Rule = {
  name: 'policy-detached',
  level: 'caution',
  types: ROLE_POLICY_TYPES,
  advice: 'Check what the policy allowed, and that nobody needs it.',
  find: (context) =>
    changedRoles(context).flatMap((changed) =>
      changed.was.attachedByArn
        .filter((policy) => !changed.isDeleted && !changed.is?.attachedByArn.includes(policy) && !isWidePolicy(policy))
        .map((policy) => ({
          address: changed.change.address,
          message: `The role ${roleName(changed)} loses the policy ${policy}.`,
        })),
    ),
};

/** For a person to judge: whether these roles may still invoke. What is known only later, another rule says. */
export const unclearCallers = (context: RuleContext): Found[] =>
  changedRoles(context).flatMap((changed) => {
    if (changed.is?.isUnknown === true) return [];
    const { unclear } = lostByRole(changed, context);
    return unclear === undefined
      ? []
      : [
          {
            address: changed.change.address,
            message: `Whether the role ${roleName(changed)} may still invoke cannot be told: ${unclear}.`,
          },
        ];
  });

interface ChangedRole {
  /** What it is known by. */
  readonly role: string;
  readonly was: RolePolicies;
  readonly is: RolePolicies | undefined;
  /** Of this plan. */
  readonly change: Change;
  readonly isDeleted: boolean;
}

const NO_POLICIES: RolePolicies = {
  documents: [],
  attachedByArn: [],
  isUnknown: false,
  isSensitive: false,
  changed: undefined,
};

/** The roles that get other policies than before, or are deleted. */
function changedRoles({ plan, allPlans }: RuleContext): ChangedRole[] {
  const [deleted, created] = (['delete', 'create'] as const).map((kind) => rolesThat(kind, allPlans));
  const own = ownChanges(plan);
  const [before, after] = [rolePolicies(allPlans, 'before'), rolePolicies(allPlans, 'after')];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((role) => {
    const [was, is] = [before.get(role) ?? NO_POLICIES, after.get(role)];
    const deletion = deleted?.get(role);
    const change = deletion ?? was.changed ?? is?.changed;
    if (change === undefined || !own.has(change) || created?.has(role) === true) return [];
    if (deletion !== undefined && isOfProbe(plan, deletion, allPlans)) return [];
    return [{ role, was, is: deletion === undefined ? is : undefined, change, isDeleted: deletion !== undefined }];
  });
}

const rolesThat = (kind: 'create' | 'delete', allPlans: readonly Plan[]): Map<string, Change> =>
  new Map(
    allPlans.flatMap((plan) =>
      changesOfType(plan, 'aws_iam_role')
        .filter((change) => change.kind === kind)
        .map((change) => [identities(allPlans).ofChange(plan, change), change] as const),
    ),
  );

/** As people know it, where the plan does. */
function roleName({ role, change }: ChangedRole): string {
  const before = change.before ?? change.after;
  const name = before?.role ?? before?.user ?? before?.group ?? before?.name;
  return typeof name === 'string' && !name.includes('${') ? name : role.slice(role.lastIndexOf('/') + 1);
}
