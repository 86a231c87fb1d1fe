import type { Attributes } from '../../plan/attributes';
import { type Change, isSensitiveAttribute, isUnknown, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { DefaultAccess } from '../../policy/compare';
import { privateLinkIds } from '../access/private-link-ids';
import { reviewBudget } from '../access/review-budget';
import type { Rule, RuleContext } from '../finding';
import { describeLost, type LostPermissions, lostPermissions } from '../permissions/lost-permissions';
import { policyTextOf } from '../permissions/policy-text';
import { INVOKE_ACTIONS, unclearCallers } from './callers';
import { unclearExecutionRoles } from './execution-role';
import { remembered } from '../../plan/remembered';

/** A kind of policy that calls depend on. */
interface GuardedPolicy {
  readonly type: string;
  readonly attribute: string;
  /** The attribute that names what it belongs to, and that one's type; none where it stands in its resource itself. */
  readonly owner?: readonly [attribute: string, type: string];
  readonly actions: readonly string[];
  /** What fails. */
  readonly consequence: string;
  readonly defaultAccess?: DefaultAccess;
  readonly isGuarded?: (values: Attributes, plan: Plan, allPlans: readonly Plan[]) => boolean;
}

const DOWNLOAD = 'A new instance cannot download its model';
const KEY_ACTIONS = ['kms:Decrypt', 'kms:CreateGrant', 'kms:DescribeKey'];
const IMAGE_ACTIONS = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

const isOfModel = ({ arn }: Attributes, plan: Plan, allPlans: readonly Plan[]): boolean =>
  typeof arn !== 'string' || modelRoles(allPlans).has(identities(allPlans).identify(plan, 'aws_iam_role', arn));

const MODEL_ROLES = new WeakMap<readonly Plan[], ReadonlySet<string>>();

function modelRoles(allPlans: readonly Plan[]): ReadonlySet<string> {
  return remembered(
    MODEL_ROLES,
    allPlans,
    () =>
      new Set(
        allPlans.flatMap((plan) =>
          changesOfType(plan, 'aws_sagemaker_model').flatMap((model) =>
            identities(allPlans).in(plan, model, 'execution_role_arn', 'aws_iam_role', 'before'),
          ),
        ),
      ),
  );
}

const invoking = { actions: INVOKE_ACTIONS, consequence: 'Calls that need this are denied' };
const downloading = { actions: ['s3:GetObject'], consequence: DOWNLOAD };
/** A VPC endpoint without a policy lets everything through. */
const open = { defaultAccess: 'everything' } as const;

const isOfType =
  (type: 'Interface' | 'Gateway') =>
  ({ vpc_endpoint_type: is }: Attributes): boolean =>
    is === type;

const GUARDED: readonly GuardedPolicy[] = [
  { type: 'aws_iam_policy', attribute: 'policy', ...invoking },
  { type: 'aws_vpc_endpoint', attribute: 'policy', ...invoking, ...open, isGuarded: isOfType('Interface') },
  { type: 'aws_vpc_endpoint', attribute: 'policy', ...downloading, ...open, isGuarded: isOfType('Gateway') },
  {
    type: 'aws_vpc_endpoint_policy',
    attribute: 'policy',
    owner: ['vpc_endpoint_id', 'aws_vpc_endpoint'],
    actions: [...INVOKE_ACTIONS, 's3:GetObject'],
    consequence: 'Calls, or downloads of models, that need this are denied',
    ...open,
  },
  {
    type: 'aws_iam_role',
    attribute: 'assume_role_policy',
    actions: ['sts:AssumeRole'],
    consequence: 'SageMaker may not get the credentials that a new instance needs',
    isGuarded: isOfModel,
  },
  { type: 'aws_s3_bucket_policy', attribute: 'policy', owner: ['bucket', 'aws_s3_bucket'], ...downloading },
  { type: 'aws_s3_bucket', attribute: 'policy', ...downloading },
  { type: 'aws_kms_key', attribute: 'policy', actions: KEY_ACTIONS, consequence: DOWNLOAD },
  {
    type: 'aws_kms_key_policy',
    attribute: 'policy',
    owner: ['key_id', 'aws_kms_key'],
    actions: KEY_ACTIONS,
    consequence: DOWNLOAD,
  },
  {
    type: 'aws_ecr_repository_policy',
    attribute: 'policy',
    owner: ['repository', 'aws_ecr_repository'],
    actions: IMAGE_ACTIONS,
    consequence: 'A new instance cannot download its image',
  },
];

/** Calls go on only while every policy on their way lets them: the caller's, the endpoint's, those of key and bucket. */
export const permissionRevoked: Rule = {
  name: 'permission-revoked',
  level: 'danger',
  types: [...new Set(GUARDED.map(({ type }) => type))],
  advice: 'Keep allowing it until nobody needs it: CloudTrail shows who does.',
  find: (context) =>
    eachGuarded(context).flatMap(({ change, guarded: { consequence, attribute }, lost: { grants } }) => {
      if (grants.length === 0) return [];
      const what = isSensitiveAttribute(change, attribute) ? '' : `: ${describeLost(grants)}`;
      return [{ address: change.address, message: `${consequence}${what}.` }];
    }),
};

/** What no comparison decides is for a person to judge. */
export const permissionUnclear: Rule = {
  name: 'permission-unclear',
  level: 'caution',
  types: permissionRevoked.types,
  advice: 'Read both policies: callers and models must still be allowed what they do.',
  find: (context) => [
    ...eachGuarded(context).flatMap(({ change, guarded: { attribute }, lost: { grants, unclear } }) =>
      unclear === undefined || grants.length > 0
        ? []
        : [
            {
              address: change.address,
              message: `Whether its ${attribute} still allows what calls need cannot be told: ${unclear}.`,
            },
          ],
    ),
    ...unclearCallers(context),
    ...unclearExecutionRoles(context),
  ],
};

interface GuardedChange {
  readonly change: Change;
  readonly guarded: GuardedPolicy;
  readonly lost: LostPermissions;
}

const eachGuarded = (context: RuleContext): GuardedChange[] =>
  GUARDED.flatMap((guarded) =>
    changesOfType(context.plan, guarded.type).flatMap((change) => {
      const lost = lostBy(guarded, change, context);
      return lost === undefined ? [] : [{ change, guarded, lost }];
    }),
  );

/** Undefined where nothing is compared. */
function lostBy(guarded: GuardedPolicy, change: Change, context: RuleContext): LostPermissions | undefined {
  const { plan, allPlans } = context;
  const { attribute, owner, actions, defaultAccess, isGuarded } = guarded;
  const { kind, deposed } = change;
  const isOwn = owner === undefined;
  if (kind === 'no-op' || deposed !== undefined || (isOwn && (kind === 'create' || kind === 'delete')))
    return undefined;
  // Another rule says that.
  if (isUnknown(change, attribute)) return undefined;
  const [was, is] = (['before', 'after'] as const).map((side) => valuesAt(change, side));
  if (!isOwn && isOwnerChanging(change, owner, context)) return undefined;
  if (isGuarded?.(was ?? {}, plan, allPlans) === false) return undefined;
  const [before, after] = [was, is].map((values) => policyTextOf(plan, values?.[attribute]));
  const now = guarded.type === 'aws_iam_policy' ? throughItsSuccessor(before, after, context) : before;
  return lostPermissions(now, after, actions, reviewBudget(allPlans), defaultAccess);
}

const VPC_ENDPOINT = /\bvpce-[0-9a-z]+\b/g;

/**
 * A caller policy names the network's PrivateLink endpoint. Where that is another one by now, calls through the old one
 * are not what the new policy takes away.
 */
function throughItsSuccessor(before: string | undefined, after: string | undefined, context: RuleContext) {
  const [was, is] = [before, after].map((text) => [...new Set(text?.match(VPC_ENDPOINT) ?? [])]);
  const [old, successor] = [was?.[0], is?.[0]];
  const isExchanged = was?.length === 1 && is?.length === 1 && old !== undefined && successor !== undefined;
  return isExchanged && privateLinkIds(context).has(successor) && !privateLinkIds(context).has(old)
    ? before?.replaceAll(VPC_ENDPOINT, successor)
    : before;
}

/** What is created together with its policy had none before, and what is deleted needs none. */
function isOwnerChanging(
  change: Change,
  [attribute, type]: readonly [string, string],
  { plan, allPlans }: RuleContext,
): boolean {
  if (isUnknown(change, attribute)) return true;
  const owners = (['before', 'after'] as const).flatMap((side) =>
    identities(allPlans).in(plan, change, attribute, type, side),
  );
  return changesOfType(plan, type).some(
    (one) => ['create', 'delete'].includes(one.kind) && owners.includes(identities(allPlans).ofChange(plan, one)),
  );
}
