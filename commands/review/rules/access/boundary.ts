import { type Change, isSensitiveAttribute, isUnknown } from '../../plan/change';
import { referencesOf, withoutKeys } from '../../plan/configuration';
import { changesOfType } from '../../plan/plan';
import { comparePolicies, type PolicyComparison } from '../../policy/compare';
import { eachChange, type RuleContext } from '../finding';
import { reviewBudget } from './review-budget';

const TYPES = ['aws_iam_role', 'aws_iam_user'];

/** It bounds what all policies of a role together can allow. */
export const boundaryRemoved = eachChange(
  { name: 'boundary-removed', level: 'danger', types: TYPES, advice: 'Keep the permissions boundary.' },
  (change) => {
    const { kind, before, after } = change;
    return kind !== 'delete' &&
      before?.permissions_boundary &&
      after !== undefined &&
      !after.permissions_boundary &&
      !isUnknown(change, 'permissions_boundary')
      ? 'The permissions boundary is taken away: nothing bounds the policies of this role any more.'
      : undefined;
  },
);

/** Another boundary is another bound, which may be none. */
export const boundaryExchanged = eachChange(
  { name: 'boundary-exchanged', level: 'danger', types: TYPES, advice: 'Read both boundaries.' },
  (change, context) => {
    const { kind, before, after } = change;
    const [was, is] = [before?.permissions_boundary, after?.permissions_boundary];
    if (kind === 'delete' || typeof was !== 'string' || was === '') return undefined;
    const isLate = isUnknown(change, 'permissions_boundary');
    if (!isLate && (typeof is !== 'string' || is === '' || is === was)) return undefined;
    const comparison = compareBoundaries(change, context);
    if (comparison?.answer === 'no wider') return undefined;
    return {
      cause: 'Another permissions boundary',
      message: isSensitiveAttribute(change, 'permissions_boundary')
        ? 'Another permissions boundary takes the place of the one before. It is sensitive, so neither is shown.'
        : `${isLate ? 'Another permissions boundary' : String(is)} takes the place of ${was}: ${comparison?.answer === 'wider' ? 'it allows more' : 'what it allows is not in this plan'}.`,
    };
  },
);

/** Undefined where the plan does not have the text of both. */
function compareBoundaries(change: Change, context: RuleContext): PolicyComparison | undefined {
  const was = policyByArn(change.before?.permissions_boundary, 'before', context);
  const is = isUnknown(change, 'permissions_boundary')
    ? policyByReference(change, context)
    : policyByArn(change.after?.permissions_boundary, 'after', context);
  return was === undefined || is === undefined
    ? undefined
    : comparePolicies(was, is, 'nothing', reviewBudget(context.allPlans));
}

function policyByArn(arn: unknown, side: 'before' | 'after', { plan }: RuleContext): string | undefined {
  const managed = changesOfType(plan, 'aws_iam_policy').filter(({ before }) => before?.arn === arn);
  const looked = [...plan.prior.values()].filter(({ type, values }) => type === 'aws_iam_policy' && values.arn === arn);
  return [...managed.map((one) => one[side]?.policy), ...looked.map(({ values }) => values.policy)].find(
    (text): text is string => typeof text === 'string',
  );
}

function policyByReference({ address }: Change, { plan }: RuleContext): string | undefined {
  const references = referencesOf(plan.configuration, address, 'permissions_boundary');
  const [text] = changesOfType(plan, 'aws_iam_policy')
    .filter((one) => references.includes(withoutKeys(one.address)) && !isUnknown(one, 'policy'))
    .map(({ after }) => after?.policy);
  return references.length === 1 && typeof text === 'string' ? text : undefined;
}
