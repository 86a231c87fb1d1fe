import type { ConditionText, Grant } from '../../policy/grant';
import type { RuleContext } from '../finding';
import { accountIn, isForeignAccount } from './own-account';

/** Whether a grant is for somebody of another account, or for whom another company vouches, without saying for whom. */
export const isForOutsiders = (grant: Grant, context: RuleContext): boolean =>
  grant.effect === 'Allow' &&
  grant.principals !== undefined &&
  (grant.principals.values.some(
    (principal) =>
      isOfAnotherAccount(principal, context) || (isFederated(principal) && !grant.statementConditions.some(saysWho)),
  ) ||
    admitsAnotherAccount(grant.statementConditions, context));

const CALLERS = /^(aws:(principal|source)(account|arn)|kms:calleraccount)$/i;

/** Whether conditions name another account, or an account by a pattern and none by its number. */
function admitsAnotherAccount(conditions: readonly ConditionText[], context: RuleContext): boolean {
  const callers = conditions
    .filter(({ operator, key }) => CALLERS.test(key) && !operator.includes('Not'))
    .flatMap(({ values }) => values);
  const isByPattern = (caller: string) => /^arn:[^:]*:[^:]*:[^:]*:[^:]*[*?][^:]*:/.test(caller);
  return (
    callers.some((caller) => isOfAnotherAccount(caller, context)) || (callers.length > 0 && callers.every(isByPattern))
  );
}

/** Of an account, a role or a user: whether the account is another one. */
export function isOfAnotherAccount(principal: string, context: RuleContext): boolean {
  const account = /^\d{12}$/.test(principal) ? principal : accountIn(principal);
  // A canonical user is an account by another name.
  return account === undefined ? /^[0-9a-f]{64}$/.test(principal) : isForeignAccount(account, context);
}

const isFederated = (principal: string): boolean =>
  /:(oidc|saml)-provider\//.test(principal) ||
  /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/.test(principal);

/**
 * Whom the provider says it is. The audience alone is the same for everybody whom the provider knows: of GitHub's,
 * for every repository there is. Amazon Cognito's is a pool of users.
 */
const saysWho = ({ operator, key, values }: ConditionText): boolean =>
  !/Not|IfExists$/.test(operator) &&
  (!/:aud$/i.test(key) || /^(cognito-identity\.amazonaws\.com|saml):aud$/i.test(key)) &&
  !values.some((value) => /^[*?:/]*$|^\w+:\*/.test(value));
