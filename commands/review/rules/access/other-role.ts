import { stringsIn } from '../../plan/attributes';
import { type Change, isSensitiveAttribute, isUnknown } from '../../plan/change';
import { referencesOf, withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import { eachChange } from '../finding';
import { namesCreated } from './created';

/** The attribute with the role that something works with. */
const ROLES: Readonly<Record<string, string>> = {
  aws_sagemaker_model: 'execution_role_arn',
  aws_sagemaker_endpoint_configuration: 'execution_role_arn',
  aws_lambda_function: 'role',
  aws_iam_instance_profile: 'role',
};

/** It may do what the other role may, and nothing here says what that is. */
export const otherRole = eachChange(
  {
    name: 'other-role',
    level: 'danger',
    types: Object.keys(ROLES),
    advice: 'Read the policies of that role.',
  },
  (change, { plan }) => {
    const { type, kind, after } = change;
    const attribute = ROLES[type];
    if (attribute === undefined || kind === 'delete' || after === undefined) return undefined;
    const isLate = isUnknown(change, attribute);
    const role = after[attribute];
    if (isRoleMade(change, attribute, plan) || (!isLate && (typeof role !== 'string' || role === ''))) return undefined;
    // All of the type: a model may get another address, and its successor then comes as it goes.
    const worked = kind === 'create' ? changesOfType(plan, type) : [change];
    const had = stringsIn(worked.map(({ before }) => before?.[attribute]));
    if (had.length === 0 || had.includes(String(role))) return undefined;
    return isSensitiveAttribute(change, attribute)
      ? 'It works with another role from then on. Its name is sensitive, so it is not shown.'
      : `It works with ${isLate ? 'another role, known only once this is applied,' : String(role)} instead of ${had[0]}.`;
  },
);

const isRoleMade = (change: Change, attribute: string, plan: Plan): boolean =>
  namesCreated(change, attribute, ['aws_iam_role'], plan) ||
  changesOfType(plan, 'aws_iam_role').some(
    (role) =>
      role.kind === 'replace' &&
      referencesOf(plan.configuration, change.address, attribute).includes(withoutKeys(role.address)),
  );
