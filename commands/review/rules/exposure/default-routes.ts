import { type Attributes, blocksIn, stringsIn } from '../../plan/attributes';
import { type Change, type Side, valuesAt } from '../../plan/change';
import { withoutKeys } from '../../plan/configuration';
import { changesOfType, type Plan } from '../../plan/plan';
import { addressSet, areEveryone, blocksWithin, withoutAddresses } from '../security-groups/address-set';

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

/** A route for everyone's addresses, in one piece or in several, that was not there before. */
export interface DefaultRoute {
  readonly address: string;
  /** What it leads to. */
  readonly target: string;
}

export function newDefaultRoutes(plan: Plan): DefaultRoute[] {
  const [before, after] = (['before', 'after'] as const).map((side) => routesByTarget(plan, side));
  return [...(after ?? [])].flatMap(([target, routes]) => {
    const blocksOf = (some: readonly TargetedRoute[] = []) => addressSet(some.flatMap(({ blocks }) => blocks));
    const [had, has] = [blocksOf(before?.get(target)), blocksOf(routes)];
    const added = withoutAddresses(has, had);
    if (!areEveryone(added) && (areEveryone(had) || !areEveryone(has) || added.length === 0)) return [];
    const opening = routes.find(
      ({ change, blocks }) => change.kind !== 'no-op' && blocksWithin(blocks, added).length > 0,
    );
    return opening === undefined ? [] : [{ address: opening.change.address, target }];
  });
}

interface TargetedRoute {
  readonly change: Change;
  readonly blocks: readonly string[];
}

const DESTINATIONS = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'cidr_block', 'ipv6_cidr_block'];

function routesByTarget(plan: Plan, side: Side): Map<string, TargetedRoute[]> {
  const byTarget = new Map<string, TargetedRoute[]>();
  for (const type of ROUTE_TYPES)
    for (const change of changesOfType(plan, type)) {
      const values = change.deposed === undefined ? valuesAt(change, side) : undefined;
      for (const route of type === 'aws_route' ? blocksIn({ values }, 'values') : blocksIn(values, 'route')) {
        const target = targetOf(plan, change, route);
        if (target === undefined) continue;
        const routes = byTarget.get(target) ?? [];
        byTarget.set(target, routes);
        routes.push({ change, blocks: stringsIn(DESTINATIONS.map((name) => route[name])) });
      }
    }
  return byTarget;
}

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
