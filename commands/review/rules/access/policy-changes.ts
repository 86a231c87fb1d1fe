import { type Change, isSensitiveAttribute, isUnknown } from '../../plan/change';
import { isConfigured, withoutKeys } from '../../plan/configuration';
import type { Plan } from '../../plan/plan';
import type { PolicyPair } from '../../access-analyzer';
import { comparePolicies, type PolicyComparison } from '../../policy/compare';
import type { RuleContext } from '../finding';
import { isAttachedToExisting } from './attached-policies';
import { policiesElsewhere } from './elsewhere';
import { withConstants } from './expressions';
import { mergePolicies } from './merge-policies';
import { documentsIn, isPolicyAttribute, type PolicyDocument } from './policy-documents';
import { changesOwner, isHeldPolicy, isOwnerDeleted, isOwnerNew } from './policy-owner';
import { reviewBudget } from './review-budget';
import { remembered } from '../../plan/remembered';

/** A policy that a plan changes, with what it allows that was not allowed before. */
export interface PolicyChange {
  readonly change: Change;
  /** Where it stands in the resource, for people. */
  readonly place: string;
  /** Nothing of a sensitive one may be quoted. */
  readonly isSensitive: boolean;
  /**
   * Whom it gives more: `existing`, what had its powers before; `attached`, an identity that is there already, by a
   * policy that is new; `new`, what the same plan creates.
   */
  readonly recipient: 'existing' | 'attached' | 'new';
  readonly comparison: PolicyComparison;
  /** What was compared, as AWS would see it. None where only the synthesized text is known. */
  readonly pair: PolicyPair | undefined;
  /** Whether what it will be is known only once it is applied. */
  readonly isUnknown: boolean;
}

/** Comparing takes time, and several rules use the result. */
const CHANGES = new WeakMap<Plan, readonly PolicyChange[]>();

export function policyChanges(context: RuleContext): readonly PolicyChange[] {
  return remembered(CHANGES, context.plan, () => findChanges(context));
}

const findChanges = (context: RuleContext): PolicyChange[] =>
  context.plan.changes.flatMap((change) =>
    // Others, such as terraform_data, keep the text of policies to see when it changes.
    /^aws(cc)?_/.test(change.type) &&
    ['create', 'update', 'replace', 'delete'].includes(change.kind) &&
    change.deposed === undefined
      ? changesIn(change, context)
      : [],
  );

/** A policy before and after: a text is undefined where there is none. */
interface Versions {
  readonly attribute: string;
  readonly place: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function changesIn(change: Change, context: RuleContext): PolicyChange[] {
  const [before, after] = [change.before, change.after].map(documentsIn);
  const places = new Map([...(before ?? []), ...(after ?? [])].map((document) => [document.place, document.attribute]));
  for (const attribute of [...unknownPolicies(change, context.plan), ...hiddenPolicies(change, context.plan)])
    places.set(attribute, attribute);
  return [...places].flatMap(([place, attribute]): PolicyChange[] => {
    const textAt = (documents: readonly PolicyDocument[] = []) =>
      mergePolicies(documents.flatMap((document) => (document.place === place ? [document.text] : [])));
    const versions = { attribute, place, before: textAt(before), after: textAt(after) };
    const found = compareVersions(change, versions, context);
    return found === undefined ? [] : [{ change, ...placeOf(change, place, attribute), ...found }];
  });
}

/** What a block is called may be sensitive as well. */
function placeOf(change: Change, place: string, attribute: string): Pick<PolicyChange, 'place' | 'isSensitive'> {
  const isSensitive = isSensitiveAttribute(change, attribute);
  return { place: isSensitive ? attribute : place, isSensitive };
}

/** Attributes that hold a policy which is not known yet. A bucket's, say, is only what another resource will set. */
function unknownPolicies(change: Change, { configuration }: Plan): string[] {
  const resource = configuration.get(withoutKeys(change.address));
  return Object.keys((change.afterUnknown ?? {}) as object).filter(
    (attribute) =>
      isPolicyAttribute(attribute) &&
      isUnknown(change, attribute) &&
      (resource === undefined ? isPolicyResource(change) : isConfigured(resource, attribute)),
  );
}

/** Sensitive ones, which a redacted plan does not have: whether they change, it does not say. */
const hiddenPolicies = (change: Change, { basis }: Plan): string[] =>
  basis !== 'redacted plan' || change.kind === 'delete'
    ? []
    : [change.beforeSensitive, change.afterSensitive]
        .flatMap((mask) => Object.keys((mask ?? {}) as object))
        .filter(
          (attribute) =>
            isPolicyAttribute(attribute) &&
            isSensitiveAttribute(change, attribute) &&
            typeof change.after?.[attribute] !== 'string',
        );

const isPolicyResource = ({ type }: Change): boolean => type.endsWith('_policy');

function compareVersions(
  change: Change,
  versions: Versions,
  context: RuleContext,
): Pick<PolicyChange, 'recipient' | 'comparison' | 'pair' | 'isUnknown'> | undefined {
  const { plan, allPlans } = context;
  const { type, kind } = change;
  const isHeld = isHeldPolicy(change);
  const recipient = kind === 'create' ? recipientOf(change, isHeld, context) : 'existing';
  const late = kind !== 'delete' && isUnknown(change, versions.attribute) && versions.after === undefined;
  const written = late && kind === 'create' ? writtenText(change, versions.attribute, context) : undefined;
  if (late && written === undefined)
    return {
      recipient,
      comparison: { answer: 'cannot tell', why: 'it is known only once it is applied' },
      pair: undefined,
      isUnknown: true,
    };
  if (hiddenPolicies(change, plan).includes(versions.attribute))
    return {
      recipient,
      comparison: { answer: 'cannot tell', why: 'it is sensitive, and not in a redacted plan' },
      pair: undefined,
      isUnknown: false,
    };
  if (kind === 'delete' && (!isHeld || isOwnerDeleted(change, plan))) return undefined;
  const [before, after] = [
    isHeld && (kind === 'create' || changesOwner(change, plan))
      ? policiesElsewhere(change, 'before', plan)
      : versions.before,
    isHeld && kind === 'delete' ? policiesElsewhere(change, 'after', plan) : (written ?? versions.after),
  ];
  if (before === after) return undefined;
  const isSynthesized = plan.basis === 'synthesis';
  const defaultAccess = type === 'aws_vpc_endpoint' || type === 'aws_vpc_endpoint_policy' ? 'everything' : 'nothing';
  return {
    recipient,
    isUnknown: false,
    pair:
      isSynthesized || written !== undefined || (before === undefined && defaultAccess === 'everything')
        ? undefined
        : { before, after, type: isOfIdentity(change, versions.attribute) ? 'IDENTITY_POLICY' : 'RESOURCE_POLICY' },
    comparison: comparePolicies(
      before !== undefined && isSynthesized ? withConstants(before, context.base, context.head) : before,
      after !== undefined && isSynthesized ? withConstants(after, context.head, context.base) : after,
      defaultAccess,
      reviewBudget(allPlans),
    ),
  };
}

/** Who holds an identity's policy is its principal; others name theirs. */
const isOfIdentity = ({ type }: Change, attribute: string): boolean =>
  /^aws_iam_(role_policy|user_policy|group_policy|policy)$/.test(type) || attribute === 'inline_policy';

/** What a policy that is not known yet looks like in the synthesized stack. */
function writtenText({ type, address }: Change, attribute: string, { head, base }: RuleContext): string | undefined {
  const text = head?.resource?.[type]?.[withoutKeys(address).split('.')[1] ?? '']?.[attribute];
  return typeof text === 'string' ? withConstants(text, head, base) : undefined;
}

function recipientOf(change: Change, isHeld: boolean, { plan }: RuleContext): PolicyChange['recipient'] {
  if (isHeld) return isOwnerNew(change, plan) ? 'new' : 'existing';
  return change.type === 'aws_iam_policy' && isAttachedToExisting(change, plan) ? 'attached' : 'new';
}
