import { eachChange } from '../finding';

const FILTERS: Readonly<Record<string, string>> = {
  aws_networkfirewall_firewall: 'A network firewall',
  aws_networkfirewall_firewall_policy: 'The policy of a network firewall',
  aws_networkfirewall_rule_group: 'A rule group of a network firewall',
  aws_vpc_block_public_access_options: 'What VPC Block Public Access blocks',
  aws_main_route_table_association: 'The main route table of the VPC',
  aws_network_interface_sg_attachment: 'The attachment of a security group to a network interface',
  aws_vpc_security_group_vpc_association: 'The association of a security group with another VPC',
  aws_organizations_policy: 'A policy of the organization',
  aws_organizations_policy_attachment: 'The attachment of a policy of the organization',
  aws_iam_role_policies_exclusive: 'The list of the only inline policies of a role',
  aws_iam_role_policy_attachments_exclusive: 'The list of the only policies attached to a role',
};

/** Each may cut off callers, by rules that are too many kinds to read here. */
export const callsBounded = eachChange(
  {
    name: 'calls-bounded',
    level: 'caution',
    types: Object.keys(FILTERS),
    advice: 'Check that callers and models are still let through.',
  },
  ({ type, kind }) =>
    ['create', 'update', 'replace', 'delete'].includes(kind)
      ? `${FILTERS[type] ?? type} is ${kind}d: calls may be blocked by it.`
      : undefined,
);

/** What the role's policies allow counts only within the boundary. */
export const boundaryAdded = eachChange(
  {
    name: 'boundary-added',
    level: 'caution',
    types: ['aws_iam_role', 'aws_iam_user'],
    advice: 'Check that the boundary allows all that the role needs.',
  },
  ({ kind, before, after }) =>
    kind === 'update' && !before?.permissions_boundary && typeof after?.permissions_boundary === 'string'
      ? {
          cause: 'A permissions boundary is added',
          message: `It gets the permissions boundary ${after.permissions_boundary}: what that does not allow is denied.`,
        }
      : undefined,
);
