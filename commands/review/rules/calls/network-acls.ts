import { stringOrStrings } from '../../plan/attributes';
import type { Change } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule, RuleContext } from '../finding';
import { ACL_RULE, ACL_TYPES, type AclRule, aclRules, ALL, allowedAddresses } from '../network-acls/acl-rules';
import { publicAddresses, withoutAddresses } from '../security-groups/address-set';

/** Answers go to a port of the client’s own choice. */
const EPHEMERAL_PORTS = [1_024, 32_768, 49_152, 60_999, 65_535];

interface Flow {
  readonly isEgress: boolean;
  readonly isAnswer: boolean;
  /** Clients have private addresses; S3 has public ones. */
  readonly needsPublic: boolean;
  readonly what: string;
}

const FLOWS: readonly Flow[] = [
  { isEgress: false, isAnswer: false, needsPublic: false, what: 'calls come in' },
  { isEgress: true, isAnswer: true, needsPublic: false, what: 'answers to calls go out' },
  { isEgress: true, isAnswer: false, needsPublic: true, what: 'calls and downloads go out' },
  { isEgress: false, isAnswer: true, needsPublic: true, what: 'answers come back' },
];

/** Network ACLs know no connections: a call needs port 443 one way, and the client’s port the other. */
export const networkAclCloses: Rule = {
  name: 'network-acl-closes',
  level: 'danger',
  types: [...ACL_TYPES, ACL_RULE, 'aws_network_acl_association'],
  advice: 'Allow 443 and ports 1024 to 65535 in both directions, or leave the default ACL as it is.',
  find: (context) => [...narrowedAcls(context), ...associatedAcls(context)],
};

function narrowedAcls({ plan, allPlans }: RuleContext): Found[] {
  const [before, after] = [aclRules(plan, allPlans, 'before'), aclRules(plan, allPlans, 'after')];
  const managed = new Set(
    ACL_TYPES.flatMap((type) => changesOfType(plan, type)).map((change) => identities(allPlans).ofChange(plan, change)),
  );
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((acl) => {
    const change = changedIn(plan, allPlans, acl);
    if (change === undefined || (change.kind === 'delete' && change.type !== ACL_RULE)) return [];
    const [was, is] = [before.get(acl), after.get(acl) ?? []];
    // Of an ACL that is managed elsewhere, only what a new rule denies is known to be lost.
    if (!managed.has(acl) && was === undefined) return lostFlows(change.address, LAST, [...is, ...LAST]);
    return was === undefined ? [] : lostFlows(change.address, was, is);
  });
}

/** Some change of an ACL or of its rules. */
function changedIn(plan: Plan, allPlans: readonly Plan[], acl: string): Change | undefined {
  const known = identities(allPlans);
  return (
    ACL_TYPES.flatMap((type) => changesOfType(plan, type)).find(
      (change) => change.kind !== 'no-op' && known.ofChange(plan, change) === acl,
    ) ??
    changesOfType(plan, ACL_RULE).find(
      (change) =>
        change.kind !== 'no-op' &&
        (['before', 'after'] as const).some((side) =>
          known.in(plan, change, 'network_acl_id', 'aws_network_acl', side).includes(acl),
        ),
    )
  );
}

const UNCHANGED: readonly AclRule[] = [false, true].map((isEgress) => ({
  number: 100,
  isEgress,
  isAllow: true,
  ports: [0, 65_535],
  blocks: ['0.0.0.0/0'],
}));

/** What comes after all rules that are written out. */
const LAST = UNCHANGED.map((rule) => ({ ...rule, number: 32_766 }));

/** A subnet that was there gets an ACL: until now, most probably, the default one that lets everything through. */
function associatedAcls({ plan, allPlans }: RuleContext): Found[] {
  const known = identities(allPlans);
  const created = new Set(
    changesOfType(plan, 'aws_subnet').flatMap((subnet) =>
      subnet.kind === 'create' ? [known.ofChange(plan, subnet)] : [],
    ),
  );
  const after = aclRules(plan, allPlans, 'after');
  const isNewFor = (change: Change, attribute: string) => {
    const had = new Set(known.in(plan, change, attribute, 'aws_subnet', 'before'));
    return known
      .in(plan, change, attribute, 'aws_subnet', 'after')
      .some((subnet) => !had.has(subnet) && !created.has(subnet));
  };
  return [
    ...changesOfType(plan, 'aws_network_acl').flatMap((change) =>
      change.kind !== 'no-op' && isNewFor(change, 'subnet_ids')
        ? lostFlows(change.address, UNCHANGED, after.get(known.ofChange(plan, change)) ?? [])
        : [],
    ),
    ...changesOfType(plan, 'aws_network_acl_association').flatMap((change): Found[] => {
      const isMoved =
        stringOrStrings(change.before?.network_acl_id).join() !== stringOrStrings(change.after?.network_acl_id).join();
      if (change.kind === 'no-op' || change.kind === 'delete' || !(isMoved || isNewFor(change, 'subnet_id'))) return [];
      const [acl = ''] = known.in(plan, change, 'network_acl_id', 'aws_network_acl', 'after');
      const rules = after.get(acl);
      return rules === undefined
        ? [
            {
              address: change.address,
              message: 'A subnet gets another network ACL, and no plan has the rules of that one.',
            },
          ]
        : lostFlows(change.address, UNCHANGED, rules);
    }),
  ];
}

function lostFlows(address: string, from: readonly AclRule[], to: readonly AclRule[]): Found[] {
  const answers = [
    ...EPHEMERAL_PORTS,
    // A rule may begin between two of them.
    ...[...from, ...to].map(({ ports: [first] }) => first).filter((port) => port > 1_024 && port <= 65_535),
  ].slice(0, 50);
  const lost = FLOWS.filter(({ isEgress, isAnswer, needsPublic }) =>
    (isAnswer ? answers : [443]).some((port) => {
      const [was, is] = [from, to].map((rules) => allowedAddresses(rules, isEgress, port));
      const gone = withoutAddresses(was ?? ALL, is ?? []);
      return (needsPublic ? gone : withoutAddresses(gone, publicAddresses(gone))).length > 0;
    }),
  );
  return lost.length === 0
    ? []
    : [
        {
          address,
          message: `The network ACL lets less through than before: ${lost.map(({ what, isAnswer }) => `${what} on ${isAnswer ? 'ports 1024 to 65535' : 'port 443'}`).join(', and ')} only in part.`,
        },
      ];
}
