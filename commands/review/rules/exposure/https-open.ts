import { ownChanges } from '../../plan/plan';
import type { Rule, RuleContext } from '../finding';
import {
  addressSet,
  areEveryone,
  blocksWithin,
  publicAddresses,
  withoutAddresses,
} from '../security-groups/address-set';
import { groupName } from '../security-groups/managed-groups';
import { reachOf } from '../security-groups/reach';
import { covers, type TrafficRule, TRAFFIC_RULE_TYPES, trafficRules } from '../security-groups/traffic-rule';
import { namesOf } from '../words';

const advice = 'Allow the security groups or address blocks of the clients only.';

/** Whoever gets an address in reach could then try the PrivateLink endpoint; nobody outside has any business there. */
export const httpsOpen: Rule = {
  name: 'https-open',
  level: 'danger',
  types: TRAFFIC_RULE_TYPES,
  advice,
  find: (context) =>
    changedGroups(context, 'ingress').flatMap(([group, rules]) =>
      opened(context, group, rules, (rule) => covers(rule, 443)).map(({ address, blocks, rule }) => ({
        address,
        message: `${isEveryPort(rule) ? 'Every port' : 'Port 443'} is opened to ${blocks}: to everyone.`,
      })),
    ),
};

/** No other port of these groups is for anybody: SSH, a debugger, a metrics page. */
export const portOpen: Rule = {
  name: 'port-open',
  level: 'danger',
  types: TRAFFIC_RULE_TYPES,
  advice,
  find: (context) =>
    changedGroups(context, 'ingress').flatMap(([group, after]) => {
      const before = byPorts((trafficRules(context.allPlans, 'before').get(group) ?? []).filter(isIngress));
      return [...byPorts(after)].flatMap(([ports, rules]) =>
        newlyOpen(before.get(ports) ?? [], rules).map(({ address, blocks }) => ({
          address,
          message: `${capitalized(ports)} of ${groupName(context.allPlans, group)} is opened to ${blocks}: to everyone.`,
        })),
      );
    }),
};

const isIngress = ({ direction }: TrafficRule): boolean => direction === 'ingress';

/** Rules for anything but 443, by what they let in. */
function byPorts(rules: readonly TrafficRule[]): Map<string, TrafficRule[]> {
  const all = new Map<string, TrafficRule[]>();
  for (const rule of rules) {
    if (covers(rule, 443)) continue;
    const ports = portsOf(rule);
    const same = all.get(ports);
    if (same === undefined) all.set(ports, [rule]);
    else same.push(rule);
  }
  return all;
}

/** Data can leave by it as soon as there is a route. */
export const egressOpen: Rule = {
  name: 'egress-open',
  level: 'caution',
  types: TRAFFIC_RULE_TYPES,
  advice: 'Let out only what is needed: 443 to the PrivateLink endpoint, or to S3’s prefix list.',
  find: (context) =>
    changedGroups(context, 'egress').flatMap(([group, rules]) =>
      opened(context, group, rules, () => true).map(({ address, blocks }) => ({
        address,
        message: `${groupName(context.allPlans, group)} lets traffic out to ${blocks}: to everyone.`,
      })),
    ),
};

/** The groups of which a rule changes in this plan, with all their rules of a direction. */
const changedGroups = (
  { plan, allPlans }: RuleContext,
  direction: TrafficRule['direction'],
): (readonly [string, readonly TrafficRule[]])[] =>
  [...trafficRules(allPlans, 'after')].flatMap(([group, rules]) => {
    const all = rules.filter((rule) => rule.direction === direction);
    return all.some(({ change }) => change.kind !== 'no-op' && ownChanges(plan).has(change))
      ? [[group, all] as const]
      : [];
  });

interface OpenedBlocks {
  readonly address: string;
  readonly rule: TrafficRule;
  /** As they are written. */
  readonly blocks: string;
}

/** What of a group's rules everyone may reach, and could not before. */
function opened(
  { allPlans }: RuleContext,
  group: string,
  rules: readonly TrafficRule[],
  isIncluded: (rule: TrafficRule) => boolean,
): OpenedBlocks[] {
  const [first] = rules;
  const before = trafficRules(allPlans, 'before').get(group) ?? [];
  return newlyOpen(
    before.filter((rule) => rule.direction === first?.direction && isIncluded(rule)),
    rules.filter(isIncluded),
  );
}

/** All rules together, since blocks add up. */
function newlyOpen(before: readonly TrafficRule[], after: readonly TrafficRule[]): OpenedBlocks[] {
  const [from, to] = [reachOf(before), reachOf(after)];
  const added = publicAddresses(withoutAddresses(to.addresses, from.addresses));
  const isNew = areEveryone(to.addresses) && !areEveryone(from.addresses);
  if (added.length === 0 || !(isNew || areEveryone(added))) return [];
  const opening = after.find(({ change, blocks }) => change.kind !== 'no-op' && blocksWithin(blocks, added).length > 0);
  const blocks = blocksWithin(to.blocks, added).filter((block) => publicAddresses(addressSet([block])).length > 0);
  return opening === undefined ? [] : [{ address: opening.change.address, rule: opening, blocks: namesOf(blocks) }];
}

const isEveryPort = ({ ports: [from, to] }: TrafficRule): boolean => from <= 0 && to >= 65_535;

const portsOf = ({ protocol, ports: [from, to] }: TrafficRule): string =>
  protocol === '-1' || (from <= 0 && to >= 65_535)
    ? `every port (${protocol})`
    : `${from === to ? `port ${from}` : `ports ${from} to ${to}`} (${protocol})`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
