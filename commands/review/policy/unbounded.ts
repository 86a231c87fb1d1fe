import type { ConditionText, Elements, Grant } from './grant';

/**
 * Conditions that say who asks, or from where, as AWS counts them when it asks whether a bucket is public. What callers
 * choose for themselves says neither: an external ID, a tag, a user name, the service that they call through.
 */
const CALLER_KEYS =
  /^(aws:(source(account|arn|ip|org(id|paths)|owner|vpc|vpce|vpcarn)|vpcsourceip|principal(account|arn|org(id|paths))|userid)|kms:calleraccount|s3:dataaccesspoint(account|arn))$/i;

/** They hold for nearly every request. */
const WIDE_VALUE = /^[*?:]*$|\/0$/;

/**
 * Whether a grant has no bound that a reviewer could rely on: every action, or everyone, and no condition that narrows
 * it.
 */
export function isUnbounded({ effect, actions, principals, statementConditions }: Grant): boolean {
  if (effect === 'Deny') return false;
  const narrowing = statementConditions.filter(isNarrowing);
  return (
    (isEverything(actions) && narrowing.length === 0) ||
    (principals !== undefined && isEverything(principals) && !narrowing.some(({ key }) => CALLER_KEYS.test(key)))
  );
}

const isEverything = ({ negated, values }: Elements): boolean =>
  negated || values.some((value) => /^[*?:]+$/.test(value));

/** Whether the condition demands one of a few values. `IfExists`, `ForAllValues` and `Not` hold without any. */
const isNarrowing = ({ operator, values }: ConditionText): boolean =>
  /^(ForAnyValue:)?(String|Arn|Numeric|Date|IpAddress|Binary)/.test(operator) &&
  !/Not|IfExists$/.test(operator) &&
  values.length > 0 &&
  !values.some((value) => WIDE_VALUE.test(value));
