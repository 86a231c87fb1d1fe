import { type Attributes, blocksIn, stringOrStrings } from '../../plan/attributes';
import { type Change, isSensitiveAttribute, isUnknown, type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { policyTextOf } from './policy-text';
import { remembered } from '../../plan/remembered';

/** The permissions of a role, as far as the plans of a review have them. */
export interface RolePolicies {
  readonly documents: string[];
  /** ARNs of attached policies that no plan has. */
  readonly attachedByArn: string[];
  /** Whether one of them is known only once it is applied. */
  isUnknown: boolean;
  /** Whether one of them is sensitive: nothing of it may be quoted. */
  isSensitive: boolean;
  /** What gives or gave the role a policy, and changes. */
  changed: Change | undefined;
}

export type PoliciesByRole = ReadonlyMap<string, RolePolicies>;

const KNOWN = new WeakMap<readonly Plan[], Readonly<Record<Side, PoliciesByRole>>>();

/** The policies of each role, by what the role is known by. */
export function rolePolicies(allPlans: readonly Plan[], side: Side): PoliciesByRole {
  const known = remembered(KNOWN, allPlans, () => ({
    before: read(allPlans, 'before'),
    after: read(allPlans, 'after'),
  }));
  return known[side];
}

/** What has policies, and the resources and attributes that give it some. */
const HOLDERS = [
  { kind: 'role', list: 'roles', prefix: '' },
  { kind: 'user', list: 'users', prefix: 'user ' },
  { kind: 'group', list: 'groups', prefix: 'group ' },
] as const;

/** The resources that give roles, users and groups policies. */
export const ROLE_POLICY_TYPES = [
  ...HOLDERS.flatMap(({ kind }) => [`aws_iam_${kind}`, `aws_iam_${kind}_policy`, `aws_iam_${kind}_policy_attachment`]),
  'aws_iam_policy_attachment',
  'aws_iam_policy',
];

/** Where the text of a policy stands. */
const SENSITIVE = ['policy', 'inline_policy'];

const ROLE = 'aws_iam_role';
const POLICY = 'aws_iam_policy';

function read(allPlans: readonly Plan[], side: Side): Map<string, RolePolicies> {
  const known = identities(allPlans);
  const roles = new Map<string, RolePolicies>();
  const ofRole = (role: string, change: Change): RolePolicies => {
    const found = roles.get(role) ?? {
      documents: [],
      attachedByArn: [],
      isUnknown: false,
      isSensitive: false,
      changed: undefined,
    };
    roles.set(role, found);
    if (change.kind !== 'no-op') found.changed ??= change;
    if (SENSITIVE.some((attribute) => isSensitiveAttribute(change, attribute))) found.isSensitive = true;
    return found;
  };
  const managed = new Map(
    allPlans.flatMap((plan) =>
      changesOfType(plan, POLICY).map((change) => [known.ofChange(plan, change), { plan, change }] as const),
    ),
  );
  const attach = (role: RolePolicies, policy: string) => {
    const own = managed.get(policy);
    if (own === undefined) {
      role.attachedByArn.push(policy);
      return;
    }
    const text = policyTextOf(own.plan, valuesAt(own.change, side)?.policy);
    if (isSensitiveAttribute(own.change, 'policy')) role.isSensitive = true;
    if (text !== undefined) role.documents.push(text);
    else if (side === 'after' && isUnknown(own.change, 'policy')) role.isUnknown = true;
  };
  for (const plan of allPlans) {
    const each = (type: string, look: (change: Change, values: Attributes) => void) => {
      for (const change of changesOfType(plan, type)) {
        const values = valuesAt(change, side);
        if (values !== undefined) look(change, values);
      }
    };
    for (const { kind, list, prefix } of HOLDERS) {
      const type = `aws_iam_${kind}`;
      each(`${type}_policy`, (change, { policy }) => {
        for (const holder of known.in(plan, change, kind, type, side)) {
          const found = ofRole(`${prefix}${holder}`, change);
          const text = policyTextOf(plan, policy);
          if (text === undefined) found.isUnknown = true;
          else found.documents.push(text);
        }
      });
      const attachAll = (change: Change, holders: readonly string[]) => {
        for (const holder of holders)
          for (const policy of known.in(plan, change, 'policy_arn', POLICY, side))
            attach(ofRole(`${prefix}${holder}`, change), policy);
      };
      each(`${type}_policy_attachment`, (change) => attachAll(change, known.in(plan, change, kind, type, side)));
      each('aws_iam_policy_attachment', (change) => attachAll(change, known.in(plan, change, list, type, side)));
    }
    each(ROLE, (change, values) => {
      const role = known.ofChange(plan, change);
      for (const { policy } of blocksIn(values, 'inline_policy'))
        if (typeof policy === 'string') ofRole(role, change).documents.push(policy);
      for (const policy of stringOrStrings(values.managed_policy_arns))
        attach(ofRole(role, change), known.identify(plan, POLICY, policy));
    });
  }
  return roles;
}

/** Whether a policy is one of AWS's that let SageMaker do all it needs, and callers call. */
export const isWidePolicy = (policyArn: string): boolean =>
  /^arn:[^:]+:iam::aws:policy\/(AmazonSageMakerFullAccess|AdministratorAccess|PowerUserAccess)$/.test(policyArn);
