import { type Attributes, blocksIn, stringOrStrings } from '../../plan/attributes';
import { type Change, isUnknown, type Side, valuesAt } from '../../plan/change';
import { referencesOf } from '../../plan/configuration';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { isBlock } from './address-set';
import { remembered } from '../../plan/remembered';

/** What a security group lets through, wherever that stands. */
export interface TrafficRule {
  /** The resource that it stands in. */
  readonly change: Change;
  readonly direction: 'ingress' | 'egress';
  /** The first and the last port; all of them for every protocol. */
  readonly ports: readonly [number, number];
  /** `-1` is every protocol. */
  readonly protocol: string;
  readonly blocks: readonly string[];
  /** What security groups are known by. */
  readonly groups: readonly string[];
  /** Prefix lists, and blocks that are not known yet. */
  readonly others: readonly string[];
}

/** The resources in which rules stand. */
export const TRAFFIC_RULE_TYPES = [
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_security_group_rule',
  'aws_security_group',
  'aws_default_security_group',
  'aws_vpc_security_group_rules_exclusive',
] as const;

const ALL_PORTS = [0, 65_535] as const;

/** The rules of security groups, by what these are known by. */
export type TrafficRules = ReadonlyMap<string, readonly TrafficRule[]>;

const KNOWN = new WeakMap<readonly Plan[], Readonly<Record<Side, TrafficRules>>>();

export function trafficRules(allPlans: readonly Plan[], side: Side): TrafficRules {
  const known = remembered(KNOWN, allPlans, () => ({
    before: readRules(allPlans, 'before'),
    after: readRules(allPlans, 'after'),
  }));
  return known[side];
}

/** Whether a rule lets TCP through on a port. */
export const covers = ({ protocol, ports: [from, to] }: TrafficRule, port: number): boolean =>
  (protocol === '-1' || protocol === 'tcp') && from <= port && port <= to;

function readRules(allPlans: readonly Plan[], side: Side): TrafficRules {
  const rules = new Map<string, TrafficRule[]>();
  const groupsWithOwnRules = new Set<string>();
  const exclusive = exclusiveRules(allPlans);
  const add = (group: string, rule: TrafficRule) => {
    const ofGroup = rules.get(group);
    if (ofGroup === undefined) rules.set(group, [rule]);
    else ofGroup.push(rule);
  };
  for (const plan of allPlans) {
    for (const type of TRAFFIC_RULE_TYPES.slice(0, 3)) {
      for (const change of changesOfType(plan, type)) {
        const known = identities(allPlans);
        // By either side: what is deleted now was the group's own rule before.
        known.in(plan, change, 'security_group_id', GROUP, 'before').forEach((group) => groupsWithOwnRules.add(group));
        const values = valuesAt(change, side);
        if (values === undefined || change.deposed !== undefined) continue;
        const groups = known.in(plan, change, 'security_group_id', GROUP, side);
        // Of a group that no plan knows, each rule is judged by itself.
        for (const group of groups.length === 0 ? [known.ofChange(plan, change)] : groups) {
          if (side === 'after' && isExcluded(exclusive.get(group), type, values)) continue;
          groupsWithOwnRules.add(group);
          add(group, ruleOf(allPlans, plan, change, values, directionOf(type, values), group));
        }
      }
    }
  }
  for (const plan of allPlans) {
    for (const type of TRAFFIC_RULE_TYPES.slice(3, 5)) {
      for (const change of changesOfType(plan, type)) {
        const values = valuesAt(change, side);
        if (values === undefined || change.deposed !== undefined) continue;
        const group = identities(allPlans).ofChange(plan, change);
        for (const direction of ['ingress', 'egress'] as const) {
          // AWS lists rules that stand by themselves in the group, too, and these stay there until the next refresh.
          if (groupsWithOwnRules.has(group) && !differs(change, direction)) continue;
          for (const block of blocksIn(values, direction))
            add(group, ruleOf(allPlans, plan, change, block, direction, group));
        }
      }
    }
  }
  return rules;
}

const GROUP = 'aws_security_group';

/** Says which rules a group has: AWS deletes all others. */
const EXCLUSIVE_RULES = 'aws_vpc_security_group_rules_exclusive';

const exclusiveRules = (allPlans: readonly Plan[]): Map<string, Attributes> =>
  new Map(
    allPlans.flatMap((plan) =>
      changesOfType(plan, EXCLUSIVE_RULES).flatMap((change) =>
        change.after === undefined
          ? []
          : identities(allPlans)
              .in(plan, change, 'security_group_id', GROUP, 'after')
              .map((group) => [group, change.after ?? {}] as const),
      ),
    ),
  );

function isExcluded(exclusive: Attributes | undefined, type: string, { id }: Attributes): boolean {
  const listed = exclusive?.[type.endsWith('egress_rule') ? 'egress_rule_ids' : 'ingress_rule_ids'];
  return Array.isArray(listed) && typeof id === 'string' && !listed.includes(id) && !listed.includes(null);
}

const directionOf = (type: string, values: Attributes): TrafficRule['direction'] =>
  type.endsWith('egress_rule') || values.type === 'egress' ? 'egress' : 'ingress';

const differs = ({ before, after }: Change, attribute: string): boolean =>
  JSON.stringify(before?.[attribute]) !== JSON.stringify(after?.[attribute]);

/** How the several resources call the same. */
const BLOCKS = ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks', 'ipv6_cidr_blocks'];
const GROUPS = ['referenced_security_group_id', 'source_security_group_id', 'security_groups'];
const PREFIX_LISTS = ['prefix_list_id', 'prefix_list_ids'];

function ruleOf(
  allPlans: readonly Plan[],
  plan: Plan,
  change: Change,
  values: Attributes,
  direction: TrafficRule['direction'],
  group: string,
): TrafficRule {
  const known = identities(allPlans);
  const strings = (names: readonly string[]) => names.flatMap((name) => stringOrStrings(values[name]));
  const blocks = strings(BLOCKS);
  const unknown = [...BLOCKS, ...GROUPS, ...PREFIX_LISTS].filter(
    (name) => values === change.after && values[name] == null && isUnknown(change, name),
  );
  const references = unknown.flatMap((name) => referencesOf(plan.configuration, change.address, name));
  const isGroup = (reference: string) => reference.startsWith(`${GROUP}.`) || reference.includes(`.${GROUP}.`);
  const protocol = protocolOf(values);
  const [from, to] = [Number(values.from_port), Number(values.to_port)];
  return {
    change,
    direction,
    protocol,
    ports: protocol === '-1' || Number.isNaN(from) || Number.isNaN(to) ? ALL_PORTS : [from, to],
    blocks: blocks.filter(isBlock),
    groups: [
      ...strings(GROUPS).map((id) => known.identify(plan, GROUP, id)),
      ...references.filter(isGroup).map((reference) => `${plan.name}/${reference}`),
      ...(values.self === true ? [group] : []),
    ],
    others: [
      ...strings(PREFIX_LISTS),
      ...blocks.filter((block) => !isBlock(block)),
      ...references.filter((reference) => !isGroup(reference)),
    ],
  };
}

function protocolOf({ ip_protocol, protocol = ip_protocol }: Attributes): string {
  const name = typeof protocol === 'string' ? protocol.toLowerCase() : '-1';
  return ({ all: '-1', '6': 'tcp', '17': 'udp' } as Readonly<Record<string, string>>)[name] ?? name;
}
