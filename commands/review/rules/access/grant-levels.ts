import type { Grant } from '../../policy/grant';
import { isUnbounded } from '../../policy/unbounded';
import type { Level, RuleContext } from '../finding';
import { explanationOf } from './explained';
import { isForOutsiders } from './outsiders';
import type { PolicyChange } from './policy-changes';

/** How much it matters that a policy gives what it did not give before. */
export function levelOf(grant: Grant, { change, recipient }: PolicyChange, context: RuleContext): Level {
  if (recipient === 'existing') return LEVEL_OF_EXPLANATION[explanationOf(grant, change, context)];
  if (isUnbounded(grant) || isForOutsiders(grant, context) || givesItselfMore(grant)) return 'danger';
  return recipient === 'attached' && isBroad(grant) ? 'danger' : 'note';
}

const LEVEL_OF_EXPLANATION = { explained: 'note', unsure: 'caution', unexplained: 'danger' } as const;

/** Actions that take no narrower resource, and only look. */
const LOOKING = /^(\w[\w-]*:(describe|list)\w*|ecr:getauthorizationtoken|cloudwatch:putmetricdata)$/i;

/** With these, on every resource, an identity gets whatever else it wants. */
const ESCALATIONS =
  /^(iam:(\*|passrole|add\w*|attach\w*|put\w*|update(assumerolepolicy|loginprofile)|create(accesskey|loginprofile|policyversion)|setdefaultpolicyversion|delete\w*boundary)|sts:(\*|assumerole\**))/i;

const givesItselfMore = ({ effect, actions, resources }: Grant): boolean =>
  effect === 'Allow' && isEverywhere(resources) && actions.values.some((action) => ESCALATIONS.test(action));

const EVERYWHERE = /^(\*|arn:[^/]*\*|arn:[^:]*:iam::[^:]*:(role|user|policy)\/\*)$/;

const isEverywhere = (resources: Grant['resources']): boolean =>
  resources !== undefined && (resources.negated || resources.values.some((resource) => EVERYWHERE.test(resource)));

/** Every action of a service, or something that changes things on every resource. */
const isBroad = ({ effect, actions, resources }: Grant): boolean =>
  effect === 'Allow' &&
  (actions.values.some((action) => /^[\w-]+:\*$/.test(action)) ||
    (isEverywhere(resources) && !actions.values.every((action) => LOOKING.test(action))));
