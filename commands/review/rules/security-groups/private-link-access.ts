import type { Change, Side } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { type Reach, reachOf } from './reach';
import { covers, trafficRules } from './traffic-rule';
import { remembered } from '../../plan/remembered';

/** Who may reach a PrivateLink endpoint on 443, before and after. */
export interface PrivateLinkAccess {
  readonly plan: Plan;
  readonly endpoint: Change;
  /** What its security groups are known by. */
  readonly groups: Readonly<Record<Side, ReadonlySet<string>>>;
  readonly reach: Readonly<Record<Side, Reach>>;
  /** What its VPC is known by. */
  readonly vpc: string | undefined;
}

const ACCESS = new WeakMap<readonly Plan[], readonly PrivateLinkAccess[]>();

/** Of each PrivateLink endpoint that is there before. */
export function privateLinkAccess(allPlans: readonly Plan[]): readonly PrivateLinkAccess[] {
  return remembered(ACCESS, allPlans, () => findAccess(allPlans));
}

function findAccess(allPlans: readonly Plan[]): PrivateLinkAccess[] {
  const known = identities(allPlans);
  return allPlans.flatMap((plan) => {
    const associated = (endpoint: Change, side: Side) =>
      changesOfType(plan, 'aws_vpc_endpoint_security_group_association').flatMap((association) =>
        known
          .in(plan, association, 'vpc_endpoint_id', 'aws_vpc_endpoint', side)
          .includes(known.ofChange(plan, endpoint))
          ? known.in(plan, association, 'security_group_id', 'aws_security_group', side)
          : [],
      );
    return changesOfType(plan, 'aws_vpc_endpoint').flatMap((endpoint): PrivateLinkAccess[] => {
      const { before } = endpoint;
      if (before?.vpc_endpoint_type !== 'Interface' || endpoint.deposed !== undefined) return [];
      const groupsAt = (side: Side) =>
        new Set([
          ...known.in(plan, endpoint, 'security_group_ids', 'aws_security_group', side),
          ...associated(endpoint, side),
        ]);
      const reachAt = (side: Side) =>
        reachOf(
          [...groupsAt(side)].flatMap((group) =>
            (trafficRules(allPlans, side).get(group) ?? []).filter(
              (rule) => rule.direction === 'ingress' && covers(rule, 443),
            ),
          ),
        );
      return [
        {
          plan,
          endpoint,
          groups: { before: groupsAt('before'), after: groupsAt('after') },
          reach: { before: reachAt('before'), after: reachAt('after') },
          vpc: known.in(plan, endpoint, 'vpc_id', 'aws_vpc', 'before')[0],
        },
      ];
    });
  });
}
