import type { Attributes } from '../../plan/attributes';
import type { Change } from '../../plan/change';
import { referencesOf } from '../../plan/configuration';
import { changesOfType } from '../../plan/plan';
import type { Grant } from '../../policy/grant';
import type { RuleContext } from '../finding';
import { ownAccounts } from './own-account';
import { isOwnAccount } from './own-arn';
import { privateLinkIds } from './private-link-ids';
import { modelPurposes, USE_KEY } from './purposes';

/** Whether the plan itself shows what a grant is for. `unsure`: a plan would, and this is none. */
export type GrantExplanation = 'explained' | 'unsure' | 'unexplained';

/** Only what is explained to the letter is explained: no pattern, no action more. */
export function explanationOf(grant: Grant, change: Change, context: RuleContext): GrantExplanation {
  if (isOtherWayIn(grant, context)) return 'explained';
  if (grant.effect === 'Deny' || grant.actions.negated || grant.resources?.negated || grant.conditions.length > 0)
    return 'unexplained';
  if (/^aws_vpc_endpoint(_policy)?$/.test(change.type)) return endpointLetThrough(grant, context);
  const models = modelsOf(change, context);
  if (models.length === 0) return 'unexplained';
  if (isForModels(grant, models, context)) return 'explained';
  return isForArtifactKey(grant, context) ? 'unsure' : 'unexplained';
}

const lowerCase = (values: readonly string[]): string[] => values.map((value) => value.toLowerCase());

function isForModels({ actions, resources }: Grant, models: readonly Attributes[], context: RuleContext): boolean {
  const purposes = modelPurposes(models, context);
  const values = resources?.values ?? [];
  return (
    values.length > 0 &&
    values.every((resource) =>
      lowerCase(actions.values).every((action) =>
        purposes.some((purpose) => purpose.actions.includes(action) && purpose.covers(resource)),
      ),
    )
  );
}

/** The key of an object that is looked up: a plan has it, and a synthesized stack has not. */
const isForArtifactKey = ({ actions, resources }: Grant, { plan, head }: RuleContext): boolean =>
  plan.basis === 'synthesis' &&
  head?.data?.aws_s3_object !== undefined &&
  lowerCase(actions.values).every((action) => USE_KEY.includes(action)) &&
  (resources?.values ?? []).every((resource) => /^arn:aws[a-z-]*:kms:[^:]+:[^:]+:key\/[\w-]+$/.test(resource));

/** The models that work with the role of an inline policy. */
function modelsOf(change: Change, { plan }: RuleContext): Attributes[] {
  if (change.type !== 'aws_iam_role_policy') return [];
  const role = String(change.after?.role);
  const roleReferences = referencesOf(plan.configuration, change.address, 'role');
  return changesOfType(plan, 'aws_sagemaker_model').flatMap(({ address, after }) => {
    const arn = after?.execution_role_arn;
    const isItsRole =
      typeof arn === 'string' && !arn.startsWith('${')
        ? arn.split('/').at(-1) === role
        : referencesOf(plan.configuration, address, 'execution_role_arn').some((one) => roleReferences.includes(one));
    return isItsRole && after !== undefined ? [after] : [];
  });
}

const INVOKE = ['sagemaker:invokeendpoint', 'sagemaker:invokeendpointwithresponsestream'];

/** SageMaker endpoints, by name, that the PrivateLink endpoint lets calls through to. */
function endpointLetThrough({ actions, resources, widened }: Grant, context: RuleContext): GrantExplanation {
  const accounts = (resources?.values ?? []).map(
    (resource) => /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:([^:]+):endpoint\/[a-z0-9-]+$/.exec(resource)?.[1],
  );
  const known = accounts.map((account) => account !== undefined && isOwnAccount(account, ownAccounts(context)));
  const isMore =
    widened.some((element) => element !== 'resources') ||
    lowerCase(actions.values).some((action) => !INVOKE.includes(action)) ||
    known.includes(false);
  if (isMore || known.length === 0) return 'unexplained';
  return known.includes(undefined) ? 'unsure' : 'explained';
}

/** Calls come through another PrivateLink endpoint: the one that the plan is made for. */
function isOtherWayIn({ actions, conditions, widened }: Grant, context: RuleContext): boolean {
  return (
    widened.length === 1 &&
    widened[0] === 'conditions' &&
    !actions.negated &&
    lowerCase(actions.values).every((action) => [...INVOKE, 'sagemaker:invokeendpoint*'].includes(action)) &&
    conditions.length > 0 &&
    conditions.every(
      ({ kind, key, values }) =>
        kind === 'widened' &&
        key.toLowerCase() === 'aws:sourcevpce' &&
        values.length > 0 &&
        values.every((value) => privateLinkIds(context).has(value)),
    )
  );
}
