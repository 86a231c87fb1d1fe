import { EXIT_STATUS } from '../../shared/cli';
import type { Facts } from '../facts';
import { isObserved } from '../observe/observation';
import type { EnvironmentEndpoint } from '../../../settings/find-endpoint';
import { checkAlarms } from './alarms';
import { checkConfiguration } from './configuration';
import { finding, type HealthCheck, type HealthFinding, type HealthLevel } from './finding';
import { checkFleet } from './fleet';
import { checkInstanceZones } from './instance-zones';
import { checkPrivateLink } from './private-link';
import { checkScaling } from './scaling';
import { checkServing } from './serving';

export type HealthVerdict = 'healthy' | 'not healthy' | 'changing' | 'could not tell';

const CHECKS: readonly HealthCheck[] = [
  checkServing,
  checkConfiguration,
  checkFleet,
  checkInstanceZones,
  checkAlarms,
  checkScaling,
  checkPrivateLink,
];
const ORDER: readonly HealthLevel[] = ['bad', 'changing', 'unknown', 'note'];

/** All findings, the worst first. */
export function healthFindings(facts: Facts, subject: EnvironmentEndpoint): HealthFinding[] {
  const elsewhere = otherAccount(facts, subject);
  // What another account has or lacks says nothing about this environment.
  if (elsewhere.length > 0) return elsewhere;
  return withoutRepetition(CHECKS.flatMap((check) => check(facts, subject))).toSorted(
    (a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level),
  );
}

/** Whether these credentials are of another account than the environment, or may be. */
function otherAccount({ account }: Facts, { environment: { accountId } }: EnvironmentEndpoint): HealthFinding[] {
  if (account === undefined || accountId === undefined) return [];
  if (!isObserved(account)) return [finding('unknown', account.unknown)];
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

/** What is wrong outweighs what is not known: that something else may be wrong as well changes nothing. */
export function healthVerdict(findings: readonly HealthFinding[]): HealthVerdict {
  const levels = findings.map(({ level }) => level);
  if (levels.includes('bad')) return 'not healthy';
  if (levels.includes('changing')) return 'changing';
  return levels.includes('unknown') ? 'could not tell' : 'healthy';
}

export const healthExitStatus = (verdict: HealthVerdict): number =>
  ({
    healthy: EXIT_STATUS.ok,
    'not healthy': EXIT_STATUS.failed,
    changing: EXIT_STATUS.failed,
    'could not tell': EXIT_STATUS.noAnswer,
  })[verdict];

/** Without credentials everything asked says so. */
const withoutRepetition = (findings: readonly HealthFinding[]): HealthFinding[] => {
  const cause = ({ level, message }: HealthFinding) =>
    level === 'unknown' ? message.replace(/^[\w-]+:\w+: /, '') : message;
  return findings.filter((one, i) => findings.findIndex((other) => cause(other) === cause(one)) === i);
};
