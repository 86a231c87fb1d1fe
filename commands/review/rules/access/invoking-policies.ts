import { type Change, isSensitiveAttribute } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import { comparePolicies } from '../../policy/compare';
import type { Grant } from '../../policy/grant';
import { policyTextOf } from '../permissions/policy-text';
import { remembered } from '../../plan/remembered';

const POLICIES = new WeakMap<Plan, ReadonlyMap<string, readonly Grant[]>>();

/**
 * The policies of a plan that let their holders invoke endpoints and nothing else, by ARN, or, in a synthesized stack, by
 * what refers to it: what they allow.
 */
export function invokingPolicies(plan: Plan): ReadonlyMap<string, readonly Grant[]> {
  return remembered(
    POLICIES,
    plan,
    () => new Map(changesOfType(plan, 'aws_iam_policy').flatMap((change) => invokingPolicy(change, plan))),
  );
}

function invokingPolicy(change: Change, plan: Plan): [string, readonly Grant[]][] {
  const arn = plan.basis === 'synthesis' ? `\${${change.address}.arn}` : change.after?.arn;
  const policy = policyTextOf(plan, change.after?.policy);
  if (typeof arn !== 'string' || policy === undefined || isSensitiveAttribute(change, 'policy')) return [];
  const comparison = comparePolicies(undefined, policy);
  return comparison.answer === 'wider' && comparison.undecided.length === 0 && comparison.grants.every(isInvoking)
    ? [[arn, comparison.grants]]
    : [];
}

const isInvoking = ({ effect, actions, resources }: Grant): boolean =>
  effect === 'Allow' &&
  !actions.negated &&
  actions.values.every((action) => /^sagemaker:InvokeEndpoint\w*$/i.test(action)) &&
  resources?.negated === false &&
  resources.values.every((resource) => /:endpoint\/[\w-]+$/.test(resource));
