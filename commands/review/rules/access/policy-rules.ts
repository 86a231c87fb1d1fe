import { describeGrant } from '../../policy/describe-grant';
import type { Grant } from '../../policy/grant';
import type { Found, Level, Rule, RuleContext } from '../finding';
import { levelOf } from './grant-levels';
import { type PolicyChange, policyChanges } from './policy-changes';
import { analyzerAnswer } from './undecided-policies';

/** More is allowed than before, and nothing in the plan shows what for. */
export const policyWider: Rule = {
  name: 'policy-wider',
  level: 'danger',
  types: 'any',
  advice: 'Grant only what is needed, or say in the pull request why this is.',
  find: (context) => [
    ...grantsOf(context, 'danger', ['existing']).map((found) => wider('Its', 'allows more than before', found)),
    ...policyChanges(context).flatMap((policy) => {
      const answer = analyzerAnswer(policy, context);
      return answer?.answer === 'wider'
        ? [
            found(
              policy,
              `Its ${policy.place} allows more than before, says IAM Access Analyzer: ${answer.reasons.join('; ')}`,
            ),
          ]
        : [];
    }),
  ],
};

/** Something new has a policy that bounds nothing, or lets outsiders in. */
export const policyUnbounded: Rule = {
  name: 'policy-unbounded',
  level: 'danger',
  types: 'any',
  advice: 'Name the actions, the resources and the principals.',
  find: (context) =>
    grantsOf(context, 'danger', ['attached', 'new']).map((found) => wider('New, and its', 'allows too much', found)),
};

/** What the plan itself wires up: a role may fetch the artifact that its model is given. */
export const policyExtended: Rule = {
  name: 'policy-extended',
  level: 'note',
  types: 'any',
  advice: '',
  find: (context) =>
    grantsOf(context, 'note', ['existing']).map((found) => wider('Its', 'allows what this plan needs', found)),
};

/** Something new, and what it may do. */
export const policyNew: Rule = {
  name: 'policy-new',
  level: 'note',
  types: 'any',
  advice: '',
  find: (context) => [
    ...grantsOf(context, 'note', ['attached', 'new'])
      .filter(({ grants }) => !grants.every(isTrustOfService))
      .map(({ policy, grants }) =>
        found(policy, policy.isSensitive ? `New: its ${policy.place} is sensitive.` : `New: may ${listed(grants)}.`),
      ),
    ...policyChanges(context)
      .filter(isNotKnownYet)
      .map((policy) => found(policy, `New: what its ${policy.place} allows is known only once it is applied.`)),
  ],
};

/** A reader must judge it. */
export const policyNotCompared: Rule = {
  name: 'policy-not-compared',
  level: 'caution',
  types: 'any',
  advice: 'Read both policies.',
  find: (context) => [
    ...policyChanges(context).flatMap((policy) => {
      const { comparison, place } = policy;
      const asked = analyzerAnswer(policy, context);
      if (asked !== undefined && asked.answer !== 'cannot tell') return [];
      const also = asked === undefined ? '' : `, and ${asked.why}`;
      const whys =
        comparison.answer === 'wider'
          ? comparison.undecided
          : comparison.answer === 'cannot tell' && !isNotKnownYet(policy)
            ? [comparison.why]
            : [];
      return whys.map((why) =>
        found(policy, `Whether its ${place} allows more than before cannot be told: ${why}${also}.`),
      );
    }),
    ...grantsOf(context, 'caution', ['existing']).map((found) =>
      wider('Its', 'allows more than before, and only a plan shows whether it needs that', found),
    ),
  ],
};

interface GrantsOfPolicy {
  readonly policy: PolicyChange;
  readonly grants: readonly Grant[];
}

/** The policies that give something of this level to such recipients, with what they give. */
const grantsOf = (
  context: RuleContext,
  level: Level,
  recipients: readonly PolicyChange['recipient'][],
): GrantsOfPolicy[] =>
  policyChanges(context).flatMap((policy) => {
    if (policy.comparison.answer !== 'wider' || !recipients.includes(policy.recipient)) return [];
    const grants = policy.comparison.grants.filter((grant) => levelOf(grant, policy, context) === level);
    return grants.length === 0 ? [] : [{ policy, grants }];
  });

/** Of a new policy for something new: there is nothing that it could be compared with. */
const isNotKnownYet = ({ isUnknown, recipient }: PolicyChange): boolean => isUnknown && recipient === 'new';

const found = ({ change: { address } }: PolicyChange, message: string): Found => ({ address, message });

const wider = (whose: string, what: string, { policy, grants }: GrantsOfPolicy): Found =>
  found(
    policy,
    policy.isSensitive
      ? `${whose} ${policy.place} ${what}. It is sensitive, so nothing of it is shown.`
      : `${whose} ${policy.place} ${what}: + ${listed(grants, '; + ')}`,
  );

/** What more would not be read. */
const MOST_GRANTS = 4;

function listed(grants: readonly Grant[], separator = '; '): string {
  const shown = grants.slice(0, MOST_GRANTS).map((grant) => describeGrant(grant));
  const rest = grants.length - shown.length;
  return `${shown.join(separator)}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Every role of a service has one. */
const isTrustOfService = ({ resources, principals }: Grant): boolean =>
  resources === undefined && (principals?.values ?? []).every((one) => /^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(one));
