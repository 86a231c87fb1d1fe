import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Budget } from '../../policy/budget';
import type { Grant } from '../../policy/grant';
import { comparePolicies } from '../../policy/compare';
import { reviewBudget } from '../access/review-budget';
import type { Found, Rule, RuleContext } from '../finding';
import { describeLost, lostPermissions } from '../permissions/lost-permissions';
import { joinedPolicies, onlyActions } from '../permissions/policy-json';
import { isWidePolicy, ROLE_POLICY_TYPES, rolePolicies } from '../permissions/role-policies';
import { HOSTING_ACTIONS, isStillUsed } from './model-needs';

/** Instances that run go on; the next one that is started, by scaling, an update or a failure, does not come up. */
export const executionRoleNarrowed: Rule = {
  name: 'execution-role-narrowed',
  level: 'danger',
  types: ROLE_POLICY_TYPES,
  advice: 'Keep what the model still needs, and narrow the rest together with the next model.',
  find: (context) =>
    narrowedRoles(context).flatMap(({ address, lost, isSensitive }) => {
      if (lost.length === 0) return [];
      const quoted = isSensitive ? '' : `: ${describeLost(lost)}`;
      return [
        {
          address,
          message: `The execution role loses what the model still needs${quoted}. A new instance cannot start.`,
        },
      ];
    }),
};

/** What the roles that the models of this plan keep are known by. */
function modelRoles({ plan, allPlans }: RuleContext): Set<string> {
  return new Set(
    changesOfType(plan, 'aws_sagemaker_model')
      .filter(({ kind, deposed }) => kind !== 'delete' && deposed === undefined)
      .flatMap((model) => identities(allPlans).in(plan, model, 'execution_role_arn', 'aws_iam_role', 'after')),
  );
}

interface NarrowedRole {
  readonly address: string;
  readonly lost: readonly Grant[];
  /** Why more may be lost; none where it can be told. */
  readonly unclear: string | undefined;
  readonly isSensitive: boolean;
}

function narrowedRoles(context: RuleContext): NarrowedRole[] {
  const { plan, allPlans } = context;
  const budget = reviewBudget(allPlans);
  return [...modelRoles(context)].flatMap((role) => {
    const [was, is] = [rolePolicies(allPlans, 'before').get(role), rolePolicies(allPlans, 'after').get(role)];
    if (was === undefined || is?.isUnknown === true || is?.attachedByArn.some(isWidePolicy) === true) return [];
    const [before, after] = [joinedPolicies(was.documents), joinedPolicies(is?.documents ?? [])];
    const { grants, unclear } = lostPermissions(before, after, HOSTING_ACTIONS, budget);
    const changed = was.changed ?? changesOfType(plan, 'aws_iam_policy').find(({ kind }) => kind !== 'no-op');
    return [
      {
        address: changed?.address ?? role.slice(role.lastIndexOf('/') + 1),
        lost: grants.filter((grant) => isNeeded(grant, plan, after, budget)),
        unclear,
        isSensitive: was.isSensitive || is?.isSensitive === true,
      },
    ];
  });
}

/** For a person to judge: whether a model's role keeps what the model needs. */
export const unclearExecutionRoles = (context: RuleContext): Found[] =>
  narrowedRoles(context).flatMap(({ address, lost, unclear }) =>
    lost.length > 0 || unclear === undefined
      ? []
      : [{ address, message: `Whether the execution role keeps what the model needs cannot be told: ${unclear}.` }],
  );

function isNeeded({ effect, actions, resources }: Grant, plan: Plan, after: string, budget: Budget): boolean {
  const [service = ''] = (actions.values[0] ?? '').toLowerCase().split(':');
  const values = resources === undefined || resources.negated ? ['*'] : resources.values;
  return values.some((resource) => {
    const isUsed = isStillUsed(plan, service, resource);
    // Something else is allowed in its place, and that is then what is used.
    if (isUsed === 'unknown' && effect === 'Allow') return !/"Allow"/.test(onlyActions(after, actions.values) ?? '');
    return isUsed !== 'no' && (effect === 'Deny' || !allows(after, actions.values, resource, budget));
  });
}

/** Whether a policy still allows all of it, whatever else it denies. */
function allows(policy: string, Action: readonly string[], Resource: string, budget: Budget): boolean {
  const needed = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
  const comparison = comparePolicies(policy, needed, 'nothing', budget);
  return (
    comparison.answer === 'no wider' ||
    (comparison.answer === 'wider' && comparison.grants.every((one) => one.effect === 'Deny'))
  );
}
