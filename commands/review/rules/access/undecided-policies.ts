import type { AccessAnalyzerAnswer, PolicyPair } from '../../access-analyzer';
import type { RuleContext } from '../finding';
import { type PolicyChange, policyChanges } from './policy-changes';

/** A pair of policies that the comparison cannot tell all of. */
export interface UndecidedPolicy {
  /** Which one it is, among all of a review. */
  readonly key: string;
  readonly pair: PolicyPair;
}

/** What IAM Access Analyzer can be asked. Sensitive policies stay here. */
export const undecidedPolicies = (context: RuleContext): UndecidedPolicy[] =>
  policyChanges(context).flatMap((policy) =>
    policy.pair !== undefined && !policy.isSensitive && isUndecided(policy)
      ? [{ key: keyOf(policy, context), pair: policy.pair }]
      : [],
  );

const isUndecided = ({ comparison }: PolicyChange): boolean =>
  comparison.answer === 'cannot tell' || (comparison.answer === 'wider' && comparison.undecided.length > 0);

/** What it answered, where it was asked. */
export const analyzerAnswer = (policy: PolicyChange, context: RuleContext): AccessAnalyzerAnswer | undefined =>
  context.analyzed?.get(keyOf(policy, context));

const keyOf = ({ change, place }: PolicyChange, { plan }: RuleContext): string =>
  JSON.stringify([plan.name, change.address, place]);
