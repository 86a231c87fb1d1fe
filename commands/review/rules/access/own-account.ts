import type { Plan } from '../../plan/plan';
import type { RuleContext } from '../finding';
import { remembered } from '../../plan/remembered';

const OWN = new WeakMap<Plan, ReadonlySet<string>>();

/** Whether an account is, as far as is known, not the one that the stack is deployed to. */
export const isForeignAccount = (account: string, context: RuleContext): boolean =>
  /^\d{12}$/.test(account) && !ownAccounts(context).has(account);

/**
 * The account that a stack is deployed to. Empty where nothing says it: a synthesized stack that may be deployed
 * anywhere.
 *
 * What is deployed already comes first: a change cannot say what account that is in.
 */
export function ownAccounts(context: RuleContext): ReadonlySet<string> {
  return remembered(OWN, context.plan, () => findAccounts(context));
}

function findAccounts({ plan, base, head }: RuleContext): ReadonlySet<string> {
  const deployed = plan.changes.flatMap(({ before }) => accountIn(before?.arn) ?? []);
  if (deployed.length > 0) return new Set([mostFrequent(deployed)]);
  const caller = [...plan.prior.values()].flatMap(({ type, values }) =>
    type === 'aws_caller_identity' && typeof values.account_id === 'string' ? [values.account_id] : [],
  );
  if (caller.length > 0) return new Set(caller);
  return new Set((base ?? head)?.provider?.aws?.flatMap(({ allowed_account_ids: ids = [] }) => ids) ?? []);
}

/** A state may have something of another account in it. */
function mostFrequent(accounts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const account of accounts) counts.set(account, (counts.get(account) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

/** The account in an ARN; undefined where there is none, as in that of a bucket. */
export const accountIn = (arn: unknown): string | undefined =>
  typeof arn === 'string' ? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] : undefined;
