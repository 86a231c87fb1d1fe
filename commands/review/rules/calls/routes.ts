import { type Attributes, blocksIn } from '../../plan/attributes';
import { type Change, nameOf, type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule, RuleContext } from '../finding';
import { zoneOfSubnet } from '../zones/zone-names';
import { remembered } from '../../plan/remembered';

const TABLE = 'aws_route_table';

/** A subnet’s route table has its route to S3, and those to clients elsewhere. */
export const routeTableChanged: Rule = {
  name: 'route-table-changed',
  level: 'danger',
  types: ['aws_route_table_association', TABLE],
  advice: 'Keep each subnet on a table with the routes to S3 and to the clients.',
  find: (context) => {
    const { plan, allPlans } = context;
    const known = identities(allPlans);
    const after = tablesOfSubnets(context, 'after');
    const removed = new Set(
      changesOfType(plan, 'aws_subnet').flatMap((subnet) =>
        subnet.kind === 'delete' || subnet.kind === 'replace' ? [known.ofChange(plan, subnet)] : [],
      ),
    );
    const reachingS3 = gatewayTables(context);
    return changesOfType(plan, 'aws_route_table_association').flatMap((change): Found[] => {
      if (change.kind === 'no-op' || change.before === undefined || change.deposed !== undefined) return [];
      const [subnet] = known.in(plan, change, 'subnet_id', 'aws_subnet', 'before');
      const [table = ''] = known.in(plan, change, 'route_table_id', TABLE, 'before');
      if (subnet === undefined || removed.has(subnet) || after.get(subnet) === table) return [];
      const next = after.get(subnet);
      // The same routes, as far as they matter here.
      if (next !== undefined && reachingS3.has(next) && hasAllRoutes(context, table, next)) return [];
      const zone = zoneOfSubnet(plan, allPlans, String(change.before.subnet_id));
      return [
        {
          address: change.address,
          message: `The subnet in ${zone} ${next === undefined ? 'loses its route table' : 'gets another route table'}: its routes to S3 and to clients elsewhere go with it.`,
        },
      ];
    });
  },
};

function tablesOfSubnets({ plan, allPlans }: RuleContext, side: Side): Map<string, string> {
  const known = identities(allPlans);
  return new Map(
    changesOfType(plan, 'aws_route_table_association').flatMap((change) => {
      if (valuesAt(change, side) === undefined || change.deposed !== undefined) return [];
      const [subnet] = known.in(plan, change, 'subnet_id', 'aws_subnet', side);
      const [table] = known.in(plan, change, 'route_table_id', TABLE, side);
      return subnet === undefined || table === undefined ? [] : [[subnet, table] as const];
    }),
  );
}

const gatewayTables = ({ plan, allPlans }: RuleContext): Set<string> =>
  new Set(
    changesOfType(plan, 'aws_vpc_endpoint').flatMap((change) =>
      valuesAt(change, 'after')?.vpc_endpoint_type === 'Gateway'
        ? identities(allPlans).in(plan, change, 'route_table_ids', TABLE, 'after')
        : [],
    ),
  );

function hasAllRoutes(context: RuleContext, table: string, next: string): boolean {
  const [was, is] = [routesOf(context, 'before').get(table), routesOf(context, 'after').get(next)];
  return [...(was ?? new Map<string, Change>()).keys()].every((destination) => is?.has(destination) === true);
}

const DESTINATIONS = [
  'destination_cidr_block',
  'destination_ipv6_cidr_block',
  'destination_prefix_list_id',
  'cidr_block',
  'ipv6_cidr_block',
];

/** The routes of each table, by destination, once they were asked for. */
type RoutesBySide = Partial<Record<Side, ReadonlyMap<string, ReadonlyMap<string, Change>>>>;

const ROUTES = new WeakMap<Plan, RoutesBySide>();

/** The routes of each table: by destination, what brings them. */
function routesOf({ plan, allPlans }: RuleContext, side: Side): ReadonlyMap<string, ReadonlyMap<string, Change>> {
  const known = remembered(ROUTES, plan, (): RoutesBySide => ({}));
  return (known[side] ??= findRoutes(plan, allPlans, side));
}

function findRoutes(plan: Plan, allPlans: readonly Plan[], side: Side): Map<string, Map<string, Change>> {
  const tables = new Map<string, Map<string, Change>>();
  const add = (table: string, route: Attributes, change: Change) => {
    const [destination] = DESTINATIONS.map((name) => route[name]).filter(
      (one) => typeof one === 'string' && one !== '',
    );
    const routes = tables.get(table) ?? new Map<string, Change>();
    tables.set(table, routes);
    routes.set(String(destination), change);
  };
  for (const change of changesOfType(plan, 'aws_route')) {
    const values = valuesAt(change, side);
    if (values === undefined || change.deposed !== undefined) continue;
    identities(allPlans)
      .in(plan, change, 'route_table_id', TABLE, side)
      .forEach((table) => add(table, values, change));
  }
  for (const change of changesOfType(plan, TABLE))
    for (const route of blocksIn(valuesAt(change, side), 'route'))
      add(identities(allPlans).ofChange(plan, change), route, change);
  return tables;
}

/** Answers to clients in other networks go by it. */
export const routeRemoved: Rule = {
  name: 'route-removed',
  level: 'danger',
  types: ['aws_route', TABLE],
  advice: 'Check that no client calls from there.',
  find: (context) => {
    const { plan, allPlans } = context;
    const tables = new Map(
      changesOfType(plan, TABLE).map((change) => [identities(allPlans).ofChange(plan, change), change] as const),
    );
    return [...routesOf(context, 'before')].flatMap(([table, routes]): Found[] => {
      const change = tables.get(table);
      if (change?.kind === 'delete') return [];
      const after = routesOf(context, 'after').get(table);
      return [...routes].flatMap(([destination, { address, kind }]): Found[] =>
        kind === 'no-op' || after?.has(destination) === true || /^(0\.0\.0\.0|::)\/0$/.test(destination)
          ? []
          : [
              {
                address,
                message: `The route to ${destination} is removed${change === undefined ? '' : ` from ${nameOf(change)}`}: clients there can no longer call.`,
              },
            ],
      );
    });
  },
};

const WAYS: Readonly<Record<string, string>> = {
  aws_vpc_peering_connection: 'The VPC peering connection',
  aws_vpc_peering_connection_accepter: 'The accepted VPC peering connection',
  aws_ec2_transit_gateway_vpc_attachment: 'The attachment to the transit gateway',
  aws_ec2_transit_gateway_route_table_association: 'The association with the transit gateway’s route table',
  aws_vpn_connection: 'The VPN connection',
  aws_vpn_gateway_attachment: 'The attachment of the VPN gateway',
  aws_dx_gateway_association: 'The association with the Direct Connect gateway',
  aws_networkmanager_vpc_attachment: 'The attachment to the core network',
  aws_ec2_transit_gateway_route: 'The route of the transit gateway',
  aws_ec2_transit_gateway_route_table_propagation: 'The propagation of routes to the transit gateway',
  aws_vpn_connection_route: 'The route of the VPN connection',
  aws_vpn_gateway_route_propagation: 'The propagation of the VPN gateway’s routes',
};

/** Clients of other networks come by it. */
export const connectionRemoved: Rule = {
  name: 'connection-removed',
  level: 'danger',
  types: Object.keys(WAYS),
  advice: 'Check that no client calls from there.',
  find: ({ plan }) =>
    Object.entries(WAYS).flatMap(([type, what]) =>
      changesOfType(plan, type).flatMap(({ kind, address }) =>
        kind === 'delete' || kind === 'replace'
          ? [{ address, message: `${what} is ${kind}d: clients on its other side can no longer call.` }]
          : [],
      ),
    ),
};
