import { comparePolicies, type DefaultAccess } from '../../policy/compare';
import { describeGrant } from '../../policy/describe-grant';
import type { Grant } from '../../policy/grant';
import { onlyActions, type NeededAction } from './policy-json';

const EVERYTHING = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
const NOTHING = '{"Version":"2012-10-17","Statement":[]}';

/**
 * What a policy no longer allows, or newly denies, of the actions that somebody depends on: the question of a wider
 * policy, asked the other way round.
 */
export function lostPermissions(
  before: string | undefined,
  after: string | undefined,
  actions: readonly NeededAction[],
  defaultAccess: DefaultAccess = 'nothing',
): readonly Grant[] {
  const absent = defaultAccess === 'everything' ? EVERYTHING : NOTHING;
  const [was, is] = [before ?? absent, after ?? absent].map((policy) => onlyActions(policy, actions));
  if (was === undefined || is === undefined || was === is) return [];
  const comparison = comparePolicies(is, was);
  return comparison.answer === 'wider' ? comparison.grants.filter((grant) => !isForPlainHttp(grant)) : [];
}

/** A Deny of requests without TLS takes nothing from AWS’s own clients. */
const isForPlainHttp = ({ effect, statementConditions }: Grant): boolean =>
  effect === 'Deny' &&
  statementConditions.some(({ key }) => ['aws:securetransport', 's3:tlsversion'].includes(key.toLowerCase()));

const MOST_GRANTS = 2;

/** On one line. */
export function describeLost(grants: readonly Grant[]): string {
  const shown = grants.slice(0, MOST_GRANTS).map((grant) => describeGrant(grant, 'lost'));
  const rest = grants.length - shown.length;
  return `${shown.join('; ')}${rest === 0 ? '' : `; and ${rest} more`}`;
}
