import { type Attributes, blocksIn, stringOrStrings } from '../../plan/attributes';
import { type Change, isSensitiveAttribute, isUnknown, type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';

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
  const known = KNOWN.get(allPlans) ?? { before: read(allPlans, 'before'), after: read(allPlans, 'after') };
  KNOWN.set(allPlans, known);
  return known[side];
}

/** The resources that give roles policies. */
export const ROLE_POLICY_TYPES = [
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_iam_policy_attachment',
  'aws_iam_policy',
  'aws_iam_role',
] as const;

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
      changesOfType(plan, POLICY).map((change) => [known.ofChange(plan, change), change] as const),
    ),
  );
  const attach = (role: RolePolicies, policy: string) => {
    const change = managed.get(policy);
    const text = change && valuesAt(change, side)?.policy;
    if (change !== undefined && isSensitiveAttribute(change, 'policy')) role.isSensitive = true;
    if (typeof text === 'string') role.documents.push(text);
    else if (change !== undefined && side === 'after' && isUnknown(change, 'policy')) role.isUnknown = true;
    else if (change === undefined) role.attachedByArn.push(policy);
  };
  for (const plan of allPlans) {
    const each = (type: string, look: (change: Change, values: Attributes) => void) => {
      for (const change of changesOfType(plan, type)) {
        const values = valuesAt(change, side);
        if (values !== undefined) look(change, values);
      }
    };
    each('aws_iam_role_policy', (change, { policy }) => {
      for (const role of known.in(plan, change, 'role', ROLE, side)) {
        const found = ofRole(role, change);
        if (typeof policy === 'string') found.documents.push(policy);
        else found.isUnknown = true;
      }
    });
    each('aws_iam_role_policy_attachment', (change, values) => {
      for (const role of attachedRoles(plan, change, values, side, allPlans))
        known.in(plan, change, 'policy_arn', POLICY, side).forEach((policy) => attach(ofRole(role, change), policy));
    });
    each('aws_iam_policy_attachment', (change) => {
      for (const role of known.in(plan, change, 'roles', ROLE, side))
        known.in(plan, change, 'policy_arn', POLICY, side).forEach((policy) => attach(ofRole(role, change), policy));
    });
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

/** A synthesized stack has one resource for all of them: `for_each = toset(["a", "b"])`. */
function attachedRoles(
  plan: Plan,
  change: Change,
  values: Attributes,
  side: Side,
  allPlans: readonly Plan[],
): string[] {
  const known = identities(allPlans);
  return values.role === '${each.value}' && typeof values.for_each === 'string'
    ? [...values.for_each.matchAll(/"([^"]*)"/g)].map(([, role = '']) => known.identify(plan, ROLE, role))
    : known.in(plan, change, 'role', ROLE, side);
}

/** Whether a policy is one of AWS's that let SageMaker do all it needs, and callers call. */
export const isWidePolicy = (policyArn: string): boolean =>
  /^arn:[^:]+:iam::aws:policy\/(AmazonSageMakerFullAccess|AdministratorAccess|PowerUserAccess)$/.test(policyArn);
