import { type Attributes, stringOrStrings } from '../../plan/attributes';

import { changesOfType } from '../../plan/plan';
import type { Found, Rule } from '../finding';
import { privateLinkAccess } from '../security-groups/private-link-access';
import { TRAFFIC_RULE_TYPES, trafficRules } from '../security-groups/traffic-rule';

const CONNECTIONS: Readonly<Record<string, string>> = {
  aws_vpc_peering_connection: 'The VPC is peered',
  aws_vpc_peering_connection_accepter: 'A VPC peering connection is accepted',
  aws_ec2_transit_gateway_vpc_attachment: 'The VPC is attached to a transit gateway',
  aws_ec2_transit_gateway_vpc_attachment_accepter: 'An attachment to the transit gateway is accepted',
  aws_ec2_transit_gateway_peering_attachment: 'The transit gateway is peered',
  aws_networkmanager_vpc_attachment: 'The VPC is attached to a core network',
  aws_vpn_connection: 'A VPN connection is created',
  aws_vpn_gateway: 'A VPN gateway is created',
  aws_ec2_client_vpn_endpoint: 'A Client VPN endpoint is created',
  aws_dx_gateway_association: 'The VPC is associated with a Direct Connect gateway',
  aws_vpc_endpoint_service: 'A service is offered to other VPCs',
  aws_vpc_endpoint_service_allowed_principal: 'Another account may connect to a service',
  aws_vpclattice_service_network_vpc_association: 'The VPC joins a service network',
  aws_ec2_instance_connect_endpoint: 'An EC2 Instance Connect Endpoint is created',
  aws_ram_resource_share: 'Resources are shared',
  aws_ram_principal_association: 'Resources are shared with another principal',
  aws_ram_resource_association: 'A resource is shared',
};

const OWNERS = ['peer_owner_id', 'principal', 'principal_arn', 'vpc_owner_id', 'transit_gateway_id', 'resource_arn'];
const OPENERS = ['auto_accept', 'allow_external_principals'];

/** Whoever is on the other side is a way away from the PrivateLink endpoint. */
export const networkConnected: Rule = {
  name: 'network-connected',
  level: 'caution',
  types: Object.keys(CONNECTIONS),
  advice: 'Check who is on the other side, and which routes and security groups let them in.',
  find: ({ plan }) =>
    Object.entries(CONNECTIONS).flatMap(([type, what]) =>
      changesOfType(plan, type).flatMap((change): Found[] => {
        const { kind, address, before, after } = change;
        const opened = OPENERS.filter((name) => after?.[name] === true && before?.[name] !== true);
        if (kind === 'create' || kind === 'replace')
          return [
            { address, message: `${what}${withWhom(after)}${opened.length === 0 ? '' : ` (${opened.join(', ')})`}.` },
          ];
        return kind === 'update' && opened.length > 0
          ? [{ address, message: `${opened.join(', ')} is turned on${withWhom(after)}.` }]
          : [];
      }),
    ),
};

function withWhom(after: Attributes | undefined): string {
  const [who] = stringOrStrings(OWNERS.map((name) => after?.[name])).filter((one) => one !== '');
  return who === undefined ? '' : `, with ${who}`;
}

/** `123456789012/sg-…`: of a VPC of another account, whose owner decides who is in it. */
const OTHER_ACCOUNT = /^\d{12}\/sg-/;

export const otherAccountAllowed: Rule = {
  name: 'other-account-allowed',
  level: 'caution',
  types: TRAFFIC_RULE_TYPES,
  advice: 'Check that the account is one of yours: its owner decides who is in that security group.',
  find: ({ plan, allPlans }) => {
    const endpoints = privateLinkAccess(allPlans).filter((access) => access.plan === plan);
    return [...new Set(endpoints.flatMap(({ groups }) => [...groups.after]))].flatMap((group) => {
      const had = new Set((trafficRules(allPlans, 'before').get(group) ?? []).flatMap(({ groups }) => groups));
      return (trafficRules(allPlans, 'after').get(group) ?? []).flatMap(({ direction, groups, change }): Found[] =>
        direction === 'egress' || change.kind === 'no-op'
          ? []
          : groups
              .filter((one) => OTHER_ACCOUNT.test(one) && !had.has(one))
              .map((one) => ({
                address: change.address,
                message: `${one}, a security group of another account, may now reach the PrivateLink endpoint.`,
              })),
      );
    });
  },
};
