import { firstBlock, stringsIn } from '../../plan/attributes';
import { nameOf, removesResource, type Side } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule, RuleContext } from '../finding';
import { type AddressSet, areEveryone, withoutAddresses } from '../security-groups/address-set';
import { groupName, managedGroups } from '../security-groups/managed-groups';
import { privateLinkAccess, type PrivateLinkAccess } from '../security-groups/private-link-access';
import { lostReach, type Reach, reachOf } from '../security-groups/reach';
import { covers, type TrafficRule, TRAFFIC_RULE_TYPES, trafficRules } from '../security-groups/traffic-rule';
import { vpcAddresses } from '../security-groups/vpc-addresses';
import { namesOf } from '../words';

/** A group that lets clients in is half of the way: they must also get out of their own. */
export const wayOutClosed: Rule = {
  name: 'way-out-closed',
  level: 'danger',
  types: TRAFFIC_RULE_TYPES,
  advice: 'Keep port 443 open from the clients to the PrivateLink endpoint, and from the models to S3.',
  find: (context) => [...clientsShutIn(context), ...modelsShutIn(context)],
};

function clientsShutIn({ plan, allPlans }: RuleContext): Found[] {
  return privateLinkAccess(allPlans)
    .filter((access) => access.plan === plan && !removesResource(access.endpoint))
    .flatMap((access) =>
      [...access.reach.before.groups].flatMap((group): Found[] => {
        const rules = changedEgress(allPlans, group);
        if (rules === undefined || access.groups.before.has(group)) return [];
        const local = vpcAddresses(allPlans, access.vpc);
        return losesEndpoint(access, reachOf(rules.before), reachOf(rules.after), local)
          ? [
              {
                address: rules.address,
                message: `The clients in ${groupName(allPlans, group)} can no longer reach the PrivateLink endpoint on port 443: their own group does not let them out.`,
              },
            ]
          : [];
      }),
    );
}

function losesEndpoint({ groups }: PrivateLinkAccess, from: Reach, to: Reach, local: AddressSet): boolean {
  if ([...groups.after].some((group) => to.groups.has(group))) return false;
  const isLocal = (addresses: AddressSet) =>
    local.length === 0 ? addresses : withoutAddresses(local, withoutAddresses(local, addresses));
  const all = local.length > 0 && withoutAddresses(local, to.addresses).length === 0;
  if (all) return false;
  const had = [...groups.before].some((group) => from.groups.has(group));
  return had || withoutAddresses(isLocal(from.addresses), to.addresses).length > 0;
}

/** S3 is reached by its prefix list, or by letting everything out. */
function modelsShutIn({ plan, allPlans }: RuleContext): Found[] {
  const ofModels = modelGroups(allPlans);
  return changesOfType(plan, 'aws_security_group').flatMap((change): Found[] => {
    const group = identities(allPlans).ofChange(plan, change);
    const rules = changedEgress(allPlans, group);
    if (rules === undefined) return [];
    const [from, to] = [reachOf(rules.before), reachOf(rules.after)];
    if (areEveryone(to.addresses)) return [];
    const lost = [
      ...lostReach(from, to, []).others,
      ...(ofModels.has(group) && areEveryone(from.addresses) && to.others.size === 0 ? ['every address'] : []),
    ];
    return lost.length === 0
      ? []
      : [
          {
            address: rules.address,
            message: `${nameOf(change)} no longer lets port 443 out to ${namesOf(lost)}: a new instance that reaches S3 that way cannot download its artifact.`,
          },
        ];
  });
}

const modelGroups = (allPlans: readonly Plan[]): Set<string> =>
  new Set(
    allPlans.flatMap((plan) =>
      changesOfType(plan, 'aws_sagemaker_model').flatMap(({ before }) =>
        stringsIn(firstBlock(before, 'vpc_config')?.security_group_ids).map((id) =>
          identities(allPlans).identify(plan, 'aws_security_group', id),
        ),
      ),
    ),
  );

interface EgressRules {
  readonly before: readonly TrafficRule[];
  readonly after: readonly TrafficRule[];
  /** Of a rule that changes. */
  readonly address: string;
}

/** What a group lets out on 443; undefined where no rule of it changes, or it is deleted. */
function changedEgress(allPlans: readonly Plan[], group: string): EgressRules | undefined {
  const rulesAt = (side: Side) =>
    (trafficRules(allPlans, side).get(group) ?? []).filter((rule) => rule.direction === 'egress' && covers(rule, 443));
  const before = rulesAt('before');
  const changed = before.find(({ change }) => change.kind !== 'no-op');
  if (changed === undefined || managedGroups(allPlans).get(group)?.kind === 'delete') return undefined;
  return { before, after: rulesAt('after'), address: changed.change.address };
}
