import type { Facts } from '../facts';
import { isKnown } from '../observe/known';
import type { EnvironmentEndpoint } from '../../../settings/find-endpoint';
import { type Finding, finding } from './finding';

/** Whether these credentials are of another account than the environment, or may be. */
export function otherAccount({ account }: Facts, { environment: { accountId } }: EnvironmentEndpoint): Finding[] {
  if (account === undefined || accountId === undefined) return [];
  if (!isKnown(account)) return [finding('unknown', account.unknown)];
  return account.value === accountId
    ? []
    : [
        finding(
          'unknown',
          `these credentials are of account ${account.value}, and the environment of ${accountId}`,
          `sign in to ${accountId}`,
        ),
      ];
}
