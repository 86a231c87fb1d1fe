import { stringsIn } from '../../plan/attributes';
import { type Change, isUnknown } from '../../plan/change';
import { referencesOf, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import { namesCreated } from './created';
import { remembered } from '../../plan/remembered';

/** What attaches a policy to an identity, and the attribute that names the identity, or identities. */
export const ATTACHMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role_policy_attachment: ['role'],
  aws_iam_user_policy_attachment: ['user'],
  aws_iam_group_policy_attachment: ['group'],
  aws_iam_policy_attachment: ['roles', 'users', 'groups'],
  aws_iam_role_policy_attachments_exclusive: ['role_name'],
  aws_iam_user_policy_attachments_exclusive: ['user_name'],
  aws_iam_group_policy_attachments_exclusive: ['group_name'],
  aws_iam_role: ['name'],
  awscc_iam_role: ['role_name'],
};

/** Where those name the policy, or policies. */
export const POLICY_NAMES = ['policy_arn', 'policy_arns', 'managed_policy_arns'] as const;

const ATTACHED = new WeakMap<Plan, ReadonlySet<string>>();

/** Whether the plan attaches a policy that it creates to an identity that is there already. */
export function isAttachedToExisting({ address, after }: Change, plan: Plan): boolean {
  const attached = remembered(ATTACHED, plan, () => attachedToExisting(plan));
  return attached.has(withoutKeys(address)) || attached.has(String(after?.name));
}

/** By address or, of those whose ARN is written out, by name. */
const attachedToExisting = (plan: Plan): ReadonlySet<string> =>
  new Set(
    Object.keys(ATTACHMENTS)
      .flatMap((type) => changesOfType(plan, type))
      .filter((change) => change.after !== undefined && !isIdentityNew(change, plan))
      .flatMap((change) =>
        POLICY_NAMES.flatMap((name) => [
          ...referencesOf(plan.configuration, change.address, name),
          ...stringsIn([change.after?.[name]].flat()).flatMap((arn) => arn.split('/').at(-1) ?? []),
        ]),
      ),
  );

/** Whether the identities of an attachment are all created by the plan. */
export function isIdentityNew(change: Change, plan: Plan): boolean {
  if (/^aws(cc)?_iam_role$/.test(change.type)) return change.kind === 'create';
  const named = (ATTACHMENTS[change.type] ?? []).filter(
    (attribute) => isUnknown(change, attribute) || [change.after?.[attribute] ?? []].flat().length > 0,
  );
  return named.every((attribute) =>
    namesCreated(change, attribute, [`aws_iam_${/^(role|user|group)/.exec(attribute)?.[0] ?? ''}`], plan),
  );
}
