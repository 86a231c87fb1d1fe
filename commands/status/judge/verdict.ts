import { EXIT_STATUS } from '../../shared/cli';
import type { Facts } from '../facts';
import type { EnvironmentEndpoint } from '../../../settings/find-endpoint';
import { otherAccount } from './account';
import { alarms } from './alarms';
import { configuration } from './configuration';
import type { Finding, Level, Rule } from './finding';
import { fleet } from './fleet';
import { privateLink } from './private-link';
import { scaling } from './scaling';
import { serving } from './serving';

export type Verdict = 'healthy' | 'not healthy' | 'changing' | 'could not tell';

const RULES: readonly Rule[] = [serving, configuration, fleet, alarms, scaling, privateLink];
const ORDER: readonly Level[] = ['bad', 'changing', 'unknown', 'note'];

/** All that there is to say, the worst first. */
export function findingsOf(facts: Facts, subject: EnvironmentEndpoint): Finding[] {
  const elsewhere = otherAccount(facts, subject);
  // What another account has, or has not, says nothing of this environment.
  if (elsewhere.length > 0) return elsewhere;
  return withoutRepetition(RULES.flatMap((rule) => rule(facts, subject))).toSorted(
    (a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level),
  );
}

/** What is wrong outweighs what is not known: that something else may be wrong as well changes nothing. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const levels = findings.map(({ level }) => level);
  if (levels.includes('bad')) return 'not healthy';
  if (levels.includes('changing')) return 'changing';
  return levels.includes('unknown') ? 'could not tell' : 'healthy';
}

export const healthExitStatus = (verdict: Verdict): number =>
  ({
    healthy: EXIT_STATUS.ok,
    'not healthy': EXIT_STATUS.failed,
    changing: EXIT_STATUS.failed,
    'could not tell': EXIT_STATUS.noAnswer,
  })[verdict];

/** Without credentials everything asked says so. */
const withoutRepetition = (findings: readonly Finding[]): Finding[] => {
  const cause = ({ level, message }: Finding) => (level === 'unknown' ? message.replace(/^[\w-]+:\w+: /, '') : message);
  return findings.filter((one, i) => findings.findIndex((other) => cause(other) === cause(one)) === i);
};
