import { stringOrStrings } from '../../plan/attributes';
import { attributeDiffers, type Change, isSensitiveAttribute, isUnknown } from '../../plan/change';
import { eachChange, type RuleContext } from '../finding';
import { isOfAnotherAccount } from './outsiders';

/** Resources that let somebody in without a policy, and the attributes that name whom. */
const GRANTEES: Readonly<Record<string, readonly string[]>> = {
  aws_lambda_permission: ['principal', 'source_account', 'source_arn'],
  aws_lambda_layer_version_permission: ['principal'],
  aws_kms_grant: ['grantee_principal', 'retiring_principal'],
  aws_ram_principal_association: ['principal'],
  aws_cloudwatch_event_permission: ['principal'],
  aws_vpc_endpoint_service_allowed_principal: ['principal_arn'],
  aws_vpc_endpoint_service: ['allowed_principals'],
  aws_ssm_document: ['permissions'],
  aws_ami_launch_permission: ['account_id', 'group', 'organization_arn', 'organizational_unit_arn'],
  aws_snapshot_create_volume_permission: ['account_id'],
};

/** What bounds a grant to everyone: an organization of one's own. */
const BOUNDS = ['principal_org_id', 'organization_id'];

/** What may be done, where it is not everything. */
const WHAT = ['action', 'operations'];

const given = ({ kind, after }: Change): boolean => after !== undefined && kind !== 'no-op' && kind !== 'forget';

/** Everyone, or somebody of another account, may use what is here. */
export const outsiderLetIn = eachChange(
  {
    name: 'outsider-let-in',
    level: 'danger',
    types: Object.keys(GRANTEES),
    advice: 'Name a principal of this account, or say in the pull request who this is.',
  },
  (change, context) => {
    const { after } = change;
    const attributes = GRANTEES[change.type] ?? [];
    const isNew = [...attributes, ...BOUNDS, ...WHAT].some((attribute) => attributeDiffers(change, attribute));
    if (!given(change) || !isNew) return undefined;
    const outsiders = attributes.flatMap((attribute) =>
      principalsIn(after?.[attribute])
        .filter((principal) => isOutsider(principal, change, context))
        .map((principal) => ({ attribute, principal })),
    );
    const [first] = outsiders;
    if (first === undefined) return undefined;
    return isSensitiveAttribute(change, first.attribute)
      ? 'Somebody outside of this account gets access. Who is sensitive, so it is not shown.'
      : `${whom(first.principal)} gets access.`;
  },
);

/** A document of Systems Manager is shared by a map, with a list in a text. */
function principalsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return stringOrStrings(value);
  const { account_ids: ids } = value as { readonly account_ids?: unknown };
  return typeof ids === 'string' ? ids.toLowerCase().split(',') : [];
}

const whom = (principal: unknown): string =>
  principal === '*' || principal === 'all' ? 'Everyone' : `${String(principal)}, of another account,`;

function isOutsider(principal: unknown, { after }: Change, context: RuleContext): boolean {
  if (typeof principal !== 'string') return false;
  if (principal === '*' || principal === 'all') return !BOUNDS.some((bound) => after?.[bound]);
  return /:organizations::|^o-|^ou-/.test(principal) || isOfAnotherAccount(principal, context);
}

/** Power that is given besides policies, to somebody of this account or to a service. */
export const accessGranted = eachChange(
  {
    name: 'access-granted',
    level: 'caution',
    types: ['aws_kms_grant', 'aws_lambda_permission'],
    advice: 'Check who it is, and what for.',
  },
  (change, context) => {
    const { type, kind, after } = change;
    if (kind !== 'create' && kind !== 'replace') return undefined;
    if (type === 'aws_lambda_permission')
      return isForAnyAccount(change)
        ? 'A service may call the function for any account: source_account says for which.'
        : undefined;
    const isHidden = isUnknown(change, 'grantee_principal') || isSensitiveAttribute(change, 'grantee_principal');
    return isOutsider(after?.grantee_principal, change, context)
      ? undefined
      : `${isHidden ? 'Somebody' : String(after?.grantee_principal)} may use a key by a grant.`;
  },
);

/** Services ask for whoever uses them. */
const isForAnyAccount = ({ after }: Change): boolean =>
  String(after?.principal).endsWith('.amazonaws.com') &&
  ['source_account', 'source_arn', 'principal_org_id'].every((bound) => !after?.[bound]);

/** A function that anyone on the internet may call. */
export const functionPublic = eachChange(
  {
    name: 'function-public',
    level: 'danger',
    types: ['aws_lambda_function_url'],
    advice: 'Set authorization_type to AWS_IAM.',
  },
  (change) =>
    given(change) && change.after?.authorization_type === 'NONE' && attributeDiffers(change, 'authorization_type')
      ? 'The function has an address on the internet that asks nobody who they are.'
      : undefined,
);
