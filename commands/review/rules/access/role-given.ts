import { type Attributes, stringOrStrings } from '../../plan/attributes';
import { type Change, isSensitiveAttribute } from '../../plan/change';
import { changesOfType, type Plan } from '../../plan/plan';
import { eachChange } from '../finding';

/** A model's own role is a setting, and `other-role` says when it becomes another one. */
const OTHERS_TYPES = /^aws_(sagemaker_(model|endpoint_configuration)$|iam_(?!instance_profile$))/;

/** Whoever controls what runs there may do what the role may, and nothing here says what that is. */
export const roleGiven = eachChange(
  {
    name: 'role-given',
    level: 'caution',
    types: 'any',
    advice: 'Read the policies of that role: whoever controls this may do what the role may.',
  },
  (change, { plan }) => {
    const { type, kind, before, after } = change;
    // What worked with another role before is a danger of its own.
    if (!['create', 'update', 'replace'].includes(kind) || !type.startsWith('aws_') || OTHERS_TYPES.test(type))
      return undefined;
    const had = rolesIn(type, before);
    const given = rolesIn(type, after).find(
      ({ role, attribute }) =>
        !isManaged(role, plan) &&
        !(had.length > 0 && REPORTED.includes(type)) &&
        !had.some((one) => one.role === role && one.attribute === attribute),
    );
    if (given === undefined) return undefined;
    return isSensitiveAttribute(change, given.attribute)
      ? 'It works with a role that is there already. Its name is sensitive, so it is not shown.'
      : `It works with ${given.role}, which is there already.`;
  },
);

/** `other-role` knows when these exchange theirs. */
const REPORTED = ['aws_lambda_function', 'aws_iam_instance_profile'];

interface GivenRole {
  readonly attribute: string;
  readonly role: string;
}

const rolesIn = (type: string, values: Attributes | undefined): GivenRole[] =>
  type === PROFILE
    ? stringOrStrings(values?.role).flatMap((role) => (role.includes('${') ? [] : [{ attribute: 'role', role }]))
    : Object.entries(values ?? {}).flatMap(([attribute, value]) => within(attribute, attribute, value));

/** It has its role by name. */
const PROFILE = 'aws_iam_instance_profile';

const ROLE_ARN = /^arn:[^:]*:iam::\d{12}:role\/(?!aws-service-role\/)/;

/** By the name of the attribute: an ARN of a role stands in policies, too. */
function within(attribute: string, name: string, value: unknown): GivenRole[] {
  if (typeof value === 'string') {
    const isProfile = name === 'iam_instance_profile' || attribute === 'iam_instance_profile';
    const isRole = /(^|_)role(_arn)?$/.test(name) && ROLE_ARN.test(value);
    return isRole || (isProfile && value !== '' && !value.includes('${')) ? [{ attribute, role: value }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => within(attribute, Array.isArray(value) ? name : key, inner));
}

/** What a role of this plan may do, its policies there say. */
const isManaged = (role: string, plan: Plan): boolean =>
  ['aws_iam_role', 'aws_iam_instance_profile'].some((type) =>
    changesOfType(plan, type).some(({ before, after }: Change) =>
      [before, after].some((values) => values?.arn === role || values?.name === role),
    ),
  );
