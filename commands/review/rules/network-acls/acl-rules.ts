import { type Attributes, blocksIn, stringsIn } from '../../plan/attributes';
import { type Change, type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { type AddressSet, addressSet, withoutAddresses } from '../security-groups/address-set';

/** A rule of a network ACL. The one with the lowest number that fits decides. */
export interface AclRule {
  readonly number: number;
  readonly isEgress: boolean;
  readonly isAllow: boolean;
  readonly ports: readonly [number, number];
  readonly blocks: readonly string[];
}

export const ACL_TYPES = ['aws_network_acl', 'aws_default_network_acl'] as const;
export const ACL_RULE = 'aws_network_acl_rule';

/** The rules of each network ACL of a plan, by what the ACL is known by. */
export function aclRules(plan: Plan, allPlans: readonly Plan[], side: Side): Map<string, AclRule[]> {
  const known = identities(allPlans);
  const rules = new Map<string, AclRule[]>();
  const add = (acl: string, rule: AclRule | undefined) => {
    if (rule === undefined) return;
    const all = rules.get(acl);
    if (all === undefined) rules.set(acl, [rule]);
    else all.push(rule);
  };
  const withOwnRules = new Set<string>();
  for (const change of changesOfType(plan, ACL_RULE)) {
    for (const one of ['before', 'after'] as const)
      known.in(plan, change, 'network_acl_id', 'aws_network_acl', one).forEach((acl) => withOwnRules.add(acl));
    const values = valuesAt(change, side);
    if (values === undefined || change.deposed !== undefined) continue;
    for (const acl of known.in(plan, change, 'network_acl_id', 'aws_network_acl', side))
      add(acl, ruleOf(values, values.egress === true));
  }
  for (const type of ACL_TYPES)
    for (const change of changesOfType(plan, type)) {
      const acl = known.ofChange(plan, change);
      for (const direction of ['ingress', 'egress'] as const) {
        // AWS lists rules that stand by themselves in the ACL, too, and these stay there until the next refresh.
        if (withOwnRules.has(acl) && !differs(change, direction)) continue;
        for (const block of blocksIn(valuesAt(change, side), direction))
          add(acl, ruleOf(block, direction === 'egress'));
      }
    }
  return rules;
}

const differs = ({ before, after }: Change, attribute: string): boolean =>
  JSON.stringify(before?.[attribute]) !== JSON.stringify(after?.[attribute]);

/** Undefined for a rule that has nothing to do with TCP. */
function ruleOf(values: Attributes, isEgress: boolean): AclRule | undefined {
  const protocol = String(values.protocol).toLowerCase();
  const isAll = protocol === '-1' || protocol === 'all';
  if (!isAll && protocol !== 'tcp' && protocol !== '6') return undefined;
  return {
    number: Number(values.rule_number ?? values.rule_no),
    isEgress,
    isAllow: String(values.rule_action ?? values.action).toLowerCase() === 'allow',
    ports: isAll ? [0, 65_535] : [Number(values.from_port), Number(values.to_port)],
    blocks: stringsIn([values.cidr_block, values.ipv6_cidr_block]),
  };
}

/** AWS takes 40 in each direction. */
const MOST_RULES = 100;

/** The addresses that rules let through on a port. */
export function allowedAddresses(rules: readonly AclRule[], isEgress: boolean, port: number): AddressSet {
  const fitting = rules.filter((rule) => rule.isEgress === isEgress && rule.ports[0] <= port && port <= rule.ports[1]);
  let denied: AddressSet = [];
  let allowed: AddressSet = [];
  for (const { isAllow, blocks } of fitting.toSorted((a, b) => a.number - b.number).slice(0, MOST_RULES)) {
    const decided = addressSet(blocks);
    if (isAllow) allowed = union(allowed, withoutAddresses(decided, denied));
    else denied = union(denied, withoutAddresses(decided, allowed));
  }
  return allowed;
}

const union = (a: AddressSet, b: AddressSet): AddressSet =>
  withoutAddresses(ALL, withoutAddresses(withoutAddresses(ALL, a), b));

/** What an ACL lets through that nobody has changed. */
export const ALL: AddressSet = addressSet(['0.0.0.0/0', '::/0']);
