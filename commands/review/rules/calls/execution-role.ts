import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Budget } from '../../policy/budget';
import type { Grant } from '../../policy/grant';
import { comparePolicies } from '../../policy/compare';
import { reviewBudget } from '../access/review-budget';
import type { Found, Rule, RuleContext } from '../finding';
import { describeLost, lostPermissions } from '../permissions/lost-permissions';
import { joinedPolicies } from '../permissions/policy-json';
import { isWidePolicy, ROLE_POLICY_TYPES, rolePolicies } from '../permissions/role-policies';
import { HOSTING_ACTIONS, isStillUsed } from './model-needs';

/** Instances that run go on; the next one that is started, by scaling, an update or a failure, does not come up. */
export const executionRoleNarrowed: Rule = {
  name: 'execution-role-narrowed',
  level: 'danger',
  types: ROLE_POLICY_TYPES,
  advice: 'Keep what the model still needs, and narrow the rest together with the next model.',
  find: (context) => [...modelRoles(context)].flatMap((role) => narrowed(role, context)),
};

/** What the roles that the models of this plan keep are known by. */
function modelRoles({ plan, allPlans }: RuleContext): Set<string> {
  return new Set(
    changesOfType(plan, 'aws_sagemaker_model')
      .filter(({ kind, deposed }) => kind !== 'delete' && deposed === undefined)
      .flatMap((model) => identities(allPlans).in(plan, model, 'execution_role_arn', 'aws_iam_role', 'after')),
  );
}

function narrowed(role: string, { plan, allPlans }: RuleContext): Found[] {
  const [was, is] = [rolePolicies(allPlans, 'before').get(role), rolePolicies(allPlans, 'after').get(role)];
  if (was === undefined || is?.isUnknown === true || is?.attachedByArn.some(isWidePolicy) === true) return [];
  const [before, after] = [joinedPolicies(was.documents), joinedPolicies(is?.documents ?? [])];
  const budget = reviewBudget(allPlans);
  const { grants, unclear } = lostPermissions(before, after, HOSTING_ACTIONS, budget);
  const lost = grants.filter((grant) => isNeeded(grant, plan, after, budget));
  if (lost.length === 0 && unclear === undefined) return [];
  const changed = was.changed ?? changesOfType(plan, 'aws_iam_policy').find(({ kind }) => kind !== 'no-op');
  const address = changed?.address ?? role.slice(role.lastIndexOf('/') + 1);
  if (lost.length === 0)
    return [{ address, message: `Whether the execution role keeps what the model needs cannot be told: ${unclear}.` }];
  const quoted = was.isSensitive || is?.isSensitive === true ? '' : `: ${describeLost(lost)}`;
  return [
    { address, message: `The execution role loses what the model still needs${quoted}. A new instance cannot start.` },
  ];
}

function isNeeded({ effect, actions, resources }: Grant, plan: Plan, after: string, budget: Budget): boolean {
  const [service = ''] = (actions.values[0] ?? '').toLowerCase().split(':');
  const values = resources === undefined || resources.negated ? ['*'] : resources.values;
  return values.some(
    (resource) =>
      isStillUsed(plan, service, resource) && (effect === 'Deny' || !allows(after, actions.values, resource, budget)),
  );
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
