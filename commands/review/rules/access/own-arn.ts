import type { RuleContext } from '../finding';
import { isForeignAccount } from './own-account';

/** Terraform looks up the account of the credentials it has. */
const CALLERS_ACCOUNT = /^<data\.aws_caller_identity\.[\w-]+\.account_id>$/;

/** Whether an account, as a policy has it, is the stack's own; undefined where that is not known. */
export function isOwnAccount(account: string, ownAccounts: ReadonlySet<string>): boolean | undefined {
  if (CALLERS_ACCOUNT.test(account) || ownAccounts.has(account)) return true;
  return ownAccounts.size === 0 && /^\d{12}$/.test(account) ? undefined : false;
}

/** Whether an ARN is that of a resource of the stack's own account. */
export function isOwnArn(arn: string, service: string, resource: string, context: RuleContext): boolean {
  const [, itsService, account = '', itsResource] = /^arn:aws[a-z-]*:([^:]+):[^:]*:([^:]+):(.+)$/.exec(arn) ?? [];
  return (
    itsService === service &&
    itsResource === resource &&
    !/[*?]/.test(arn) &&
    (CALLERS_ACCOUNT.test(account) || (/^\d{12}$/.test(account) && !isForeignAccount(account, context)))
  );
}
