import { type Change, isSensitiveAttribute } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import { comparePolicies } from '../../policy/compare';
import type { Grant } from '../../policy/grant';

const POLICIES = new WeakMap<Plan, ReadonlyMap<string, readonly Grant[]>>();

/** The policies of a plan that let their holders invoke endpoints and nothing else, by ARN: what they allow. */
export function invokingPolicies(plan: Plan): ReadonlyMap<string, readonly Grant[]> {
  const known = POLICIES.get(plan) ?? new Map(changesOfType(plan, 'aws_iam_policy').flatMap(invokingPolicy));
  POLICIES.set(plan, known);
  return known;
}

function invokingPolicy(change: Change): [string, readonly Grant[]][] {
  const { arn, policy } = change.after ?? {};
  if (typeof arn !== 'string' || typeof policy !== 'string' || isSensitiveAttribute(change, 'policy')) return [];
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
