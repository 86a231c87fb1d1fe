import { attributeDiffers } from '../../plan/change';
import { eachChange } from '../finding';

const CREDENTIALS: Readonly<Record<string, string>> = {
  aws_iam_access_key: 'A user gets an access key, which is valid until somebody deletes it, and is kept in the state.',
  aws_iam_user_login_profile: 'A user gets a password for the console.',
  aws_iam_service_specific_credential: 'A user gets a password for a service, which is kept in the state.',
  aws_iam_user_ssh_key: 'A user gets an SSH key.',
  aws_iam_signing_certificate: 'A user gets a certificate to sign requests with.',
  aws_rolesanywhere_trust_anchor: 'Whoever holds a certificate of another authority may get credentials of roles here.',
};

/** Credentials that do not expire, and that work from anywhere. */
export const credentialsCreated = eachChange(
  {
    name: 'credentials-created',
    level: 'danger',
    types: Object.keys(CREDENTIALS),
    advice: 'Let a role do it: its credentials expire.',
  },
  ({ type, kind }) => (kind === 'create' || kind === 'replace' ? CREDENTIALS[type] : undefined),
);

const MEMBERS: Readonly<Record<string, string>> = {
  aws_iam_group_membership: 'users',
  aws_iam_user_group_membership: 'groups',
};

/** Whoever joins a group may do what the group may. */
export const groupJoined = eachChange(
  {
    name: 'group-joined',
    level: 'danger',
    types: Object.keys(MEMBERS),
    advice: 'Read the policies of the group.',
  },
  (change) => {
    const attribute = MEMBERS[change.type];
    if (attribute === undefined || change.kind === 'delete' || change.after === undefined) return undefined;
    const [before, after] = [change.before, change.after].map((values) => [values?.[attribute] ?? []].flat());
    const isJoined = attributeDiffers(change, attribute) && (after ?? []).some((one) => !(before ?? []).includes(one));
    const isMoved = (['group', 'user'] as const).some(
      (name) => change.before?.[name] !== undefined && attributeDiffers(change, name),
    );
    return change.kind !== 'no-op' && (isJoined || isMoved || change.kind === 'create')
      ? 'A user joins a group, and may do what the group may.'
      : undefined;
  },
);

const BY_SERVICES: Readonly<Record<string, string>> = {
  aws_ssoadmin_account_assignment: 'Somebody gets a permission set of an account.',
  aws_ssoadmin_customer_managed_policy_attachment: 'A permission set gets another policy.',
  aws_lakeformation_permissions: 'Somebody gets access to data by Lake Formation.',
  aws_eks_access_policy_association: 'Somebody gets access to a cluster.',
  aws_cloudformation_stack: 'It makes resources that this plan does not show.',
  aws_cloudformation_stack_set: 'It makes resources that this plan does not show.',
  aws_cloudformation_stack_set_instance: 'It makes resources that this plan does not show.',
  aws_cloudcontrolapi_resource: 'It makes a resource that this plan shows as text only.',
  aws_servicecatalog_provisioned_product: 'It makes resources that this plan does not show.',
};

/** Ways to power that no rule here can look into. */
export const accessBeyondPlan = eachChange(
  {
    name: 'access-beyond-plan',
    level: 'caution',
    types: Object.keys(BY_SERVICES),
    advice: 'Read what it does where it does it.',
  },
  ({ type, kind }) => (kind === 'create' || kind === 'replace' || kind === 'update' ? BY_SERVICES[type] : undefined),
);

const OTHERS: Readonly<Record<string, string>> = {
  aws_iam_user: 'A user is created, for whom there will be credentials that do not expire.',
  aws_iam_openid_connect_provider: 'Roles may trust whom another identity provider vouches for.',
  aws_iam_saml_provider: 'Roles may trust whom another identity provider vouches for.',
};

/** Identities that give nothing by themselves, and that roles and policies may let in. */
export const identityCreated = eachChange(
  {
    name: 'identity-created',
    level: 'caution',
    types: Object.keys(OTHERS),
    advice: 'Check that it is needed, and which roles trust it.',
  },
  ({ type, kind, before, after }) => {
    if (kind === 'create' || kind === 'replace') return OTHERS[type];
    const isChanged =
      kind === 'update' &&
      ['url', 'client_id_list', 'saml_metadata_document'].some(
        (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
      );
    return isChanged && type !== 'aws_iam_user' ? OTHERS[type] : undefined;
  },
);
