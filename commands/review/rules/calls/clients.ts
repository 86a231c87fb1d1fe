import { type Change, nameOf, removesResource } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule, RuleContext } from '../finding';
import { privateLinkAccess, type PrivateLinkAccess } from '../security-groups/private-link-access';
import { lostReach } from '../security-groups/reach';
import { TRAFFIC_RULE_TYPES, trafficRules } from '../security-groups/traffic-rule';
import { vpcAddresses } from '../security-groups/vpc-addresses';
import { groupName, managedGroups } from '../security-groups/managed-groups';
import { namesOf } from '../words';
import { isOfProbe } from './probe';

/** Whoever is in it calls through it; and AWS refuses to delete it while somebody is, after its rules are gone. */
export const clientGroupRemoved: Rule = {
  name: 'client-group-removed',
  level: 'danger',
  types: ['aws_security_group'],
  advice: 'Move its members to a group that network.clients lists, deploy that, and remove this one afterwards.',
  find: ({ plan, allPlans }) => {
    // Without the PrivateLink endpoint nobody calls, and another rule reports that.
    const kept = privateLinkAccess(allPlans).filter(({ endpoint }) => !removesResource(endpoint));
    const clients = new Set(kept.flatMap(({ reach }) => [...reach.before.groups]));
    return changesOfType(plan, 'aws_security_group').flatMap((change) => {
      const isClient = clients.has(identities(allPlans).ofChange(plan, change));
      if (!isClient || !removesResource(change) || change.deposed !== undefined) return [];
      if (isOfProbe(plan, change, allPlans)) return [];
      return [
        {
          address: change.address,
          message: `The clients’ security group ${nameOf(change)} is ${change.kind === 'replace' ? 'replaced, and its members stay in the old one' : 'deleted'}: calls of its members fail.`,
          cause: groupCause(change),
        },
      ];
    });
  },
};

const groupCause = (change: Change): string => `The security group ${nameOf(change)} is ${change.kind}d`;

/** Who could reach the PrivateLink endpoint on 443 and no longer can, whichever rule let them. */
export const clientsCutOff: Rule = {
  name: 'clients-cut-off',
  level: 'danger',
  types: [...TRAFFIC_RULE_TYPES, 'aws_vpc_endpoint_security_group_association'],
  advice: 'Keep them in network.clients until they have stopped calling.',
  find: (context) =>
    privateLinkAccess(context.allPlans)
      .filter(({ plan, endpoint }) => plan === context.plan && !removesResource(endpoint))
      .flatMap((access) => [...lostClients(access, context), ...unknownGroupsLost(access, context)]),
};

function lostClients(access: PrivateLinkAccess, { allPlans }: RuleContext): Found[] {
  const { reach, endpoint, vpc } = access;
  const lost = lostReach(reach.before, reach.after, vpcAddresses(allPlans, vpc));
  // Deleted together with the group: that is a finding of its own.
  const groups = lost.groups.filter((group) => !isGroupRemoved(allPlans, group));
  const names = [...lost.blocks, ...groups.map((group) => groupName(allPlans, group)), ...lost.others];
  return names.length === 0
    ? []
    : [
        {
          address: endpoint.address,
          message: `${namesOf(names)} can no longer reach the PrivateLink endpoint on port 443.`,
        },
      ];
}

/** What rules a group of others has, no plan here says. */
function unknownGroupsLost({ groups, endpoint }: PrivateLinkAccess, { allPlans }: RuleContext): Found[] {
  const rules = trafficRules(allPlans, 'before');
  const lost = [...groups.before].filter((group) => !groups.after.has(group) && !rules.has(group));
  return lost.length === 0
    ? []
    : [
        {
          address: endpoint.address,
          message: `The PrivateLink endpoint loses the security group ${namesOf(lost.map((group) => groupName(allPlans, group)))}: whoever only that group lets in is cut off.`,
        },
      ];
}

const isGroupRemoved = (allPlans: readonly Plan[], group: string): boolean => {
  const change = managedGroups(allPlans).get(group);
  return change !== undefined && removesResource(change);
};
