import type { Budget } from '../../policy/budget';
import { comparePolicies, type DefaultAccess } from '../../policy/compare';
import { describeGrant } from '../../policy/describe-grant';
import type { Grant } from '../../policy/grant';
import { onlyActions, type NeededAction } from './policy-json';

const EVERYTHING = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';
const NOTHING = '{"Version":"2012-10-17","Statement":[]}';

/** What a policy no longer allows, or newly denies, of the actions that somebody depends on. */
export interface LostPermissions {
  readonly grants: readonly Grant[];
  /** Why more may be lost; none where the grants are all. Quotes nothing of the policy. */
  readonly unclear: string | undefined;
}

const NOTHING_LOST: LostPermissions = { grants: [], unclear: undefined };

/** The question of a wider policy, asked the other way round. */
export function lostPermissions(
  before: string | undefined,
  after: string | undefined,
  actions: readonly NeededAction[],
  budget: Budget,
  defaultAccess: DefaultAccess = 'nothing',
): LostPermissions {
  if (before === after) return NOTHING_LOST;
  const absent = defaultAccess === 'everything' ? EVERYTHING : NOTHING;
  const [was, is] = [before ?? absent, after ?? absent].map((policy) => onlyActions(policy, actions));
  if (was === undefined || is === undefined) return { grants: [], unclear: 'a policy of it is not understood' };
  if (was === is) return NOTHING_LOST;
  const comparison = comparePolicies(is, was, 'nothing', budget);
  switch (comparison.answer) {
    case 'no wider':
      return NOTHING_LOST;
    case 'cannot tell':
      return { grants: [], unclear: comparison.why };
    case 'wider':
      return {
        grants: comparison.grants.filter((grant) => !isForPlainHttp(grant)),
        unclear: comparison.undecided[0],
      };
  }
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
