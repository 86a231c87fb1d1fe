import { type Attributes, blocksIn } from '../../plan/attributes';
import type { Change } from '../../plan/change';
import { withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';

export const ROUTE_TYPES = ['aws_route', 'aws_route_table', 'aws_default_route_table'] as const;

export const INTERNET_GATEWAY = 'an internet gateway';

/** By attribute of a route, what it leads to. */
const TARGETS: Readonly<Record<string, string>> = {
  gateway_id: INTERNET_GATEWAY,
  nat_gateway_id: 'a NAT gateway',
  transit_gateway_id: 'a transit gateway',
  vpc_peering_connection_id: 'another VPC',
  network_interface_id: 'a network interface',
  egress_only_gateway_id: 'an egress-only internet gateway',
  core_network_arn: 'the core network',
  vpc_endpoint_id: 'a VPC endpoint',
  local_gateway_id: 'a local gateway',
  carrier_gateway_id: 'a carrier gateway',
};

/** Of what has no ID yet. */
const TARGET_TYPES: Readonly<Record<string, string>> = {
  aws_internet_gateway: INTERNET_GATEWAY,
  aws_nat_gateway: 'a NAT gateway',
  aws_ec2_transit_gateway: 'a transit gateway',
  aws_vpc_peering_connection: 'another VPC',
  aws_network_interface: 'a network interface',
  aws_instance: 'a network interface',
  aws_egress_only_internet_gateway: 'an egress-only internet gateway',
  aws_vpn_gateway: 'a VPN gateway',
};

/** A route for everything, or for half of it, that was not there before. */
export interface DefaultRoute {
  readonly address: string;
  /** What it leads to. */
  readonly target: string;
}

const EVERYWHERE = /^(?:0\.0\.0\.0\/[01]|128\.0\.0\.0\/1|::\/[01]|8000::\/1|2000::\/3)$/;

export function newDefaultRoutes(plan: Plan): DefaultRoute[] {
  return ROUTE_TYPES.flatMap((type) =>
    changesOfType(plan, type).flatMap((change) => {
      if (change.kind === 'no-op') return [];
      const [was, is] = [change.before, change.after].map((values) =>
        defaultRoutes(type, values).map((route) => targetOf(plan, change, route)),
      );
      return [...new Set(is)]
        .filter((target) => target !== undefined && !was?.includes(target))
        .map((target) => ({ address: change.address, target: String(target) }));
    }),
  );
}

const defaultRoutes = (type: string, values: Attributes | undefined): Attributes[] =>
  (type === 'aws_route' ? [values ?? {}] : blocksIn(values, 'route')).filter((route) =>
    ['destination_cidr_block', 'destination_ipv6_cidr_block', 'cidr_block', 'ipv6_cidr_block'].some((name) =>
      EVERYWHERE.test(String(route[name])),
    ),
  );

/** Undefined for what stays in the VPC. */
function targetOf(plan: Plan, { address }: Change, route: Attributes): string | undefined {
  const name = Object.keys(TARGETS).find((one) => typeof route[one] === 'string' && route[one] !== '');
  const id = String(route[name ?? '']);
  if (name === 'gateway_id' && !/^(igw-|\$\{aws_internet_gateway\.)/.test(id))
    return id === 'local' ? undefined : /vgw-|vpn_gateway/.test(id) ? 'a VPN gateway' : 'a gateway';
  if (name !== undefined) return TARGETS[name];
  const references = Object.values(plan.configuration.get(withoutKeys(address))?.references ?? {}).flat();
  const types = references.map((reference) => TARGET_TYPES[/(aws_\w+)\.[\w-]+$/.exec(reference)?.[1] ?? '']);
  return types.find((target) => target !== undefined) ?? 'a gateway';
}
