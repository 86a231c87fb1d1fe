import type { Attributes } from '../../../../../commands/review/plan/attributes';
import type { Change } from '../../../../../commands/review/plan/change';
import { changeOf, deployed, type Edit, edited, found, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const PRIVATE_LINK = 'aws_vpc_endpoint.private-link_endpoint';
const S3 = 'aws_vpc_endpoint.s3-gateway_endpoint';
const TABLE = 'aws_route_table.network_routes';
const ASSOCIATION = 'aws_route_table_association.network_routes-eu-west-1a';
const [vpc, table] = ['aws_vpc.network_vpc', TABLE].map((address) => valuesOf(network, address).id);
const subnet = valuesOf(network, 'aws_subnet.network_subnet-eu-west-1a').id;

const created = (address: string, values: Attributes) => changeOf(address, undefined, values);
const deleted = (address: string, values: Attributes) => changeOf(address, values, undefined);
const changed = (address: string, before: Attributes, after: Attributes) =>
  changeOf(address, before, { ...before, ...after });
const same = (address: string, values: Attributes) => changeOf(address, values, values);

test.each<[string, Record<string, Edit>, Change[], string[]]>([
  ['the gateway of S3 is deleted', { [S3]: 'deleted' }, [], ['d s3-out-of-reach']],
  ['the gateway of S3 leaves the route table', { [S3]: { route_table_ids: [] } }, [], ['d s3-out-of-reach']],
  ['the gateway of S3 gets a route table more', { [S3]: { route_table_ids: [table, 'rtb-2'] } }, [], []],
  [
    'the gateway of S3 is associated by a resource of its own instead',
    { [S3]: { route_table_ids: [] } },
    [
      created('aws_vpc_endpoint_route_table_association.x', {
        vpc_endpoint_id: valuesOf(network, S3).id,
        route_table_id: table,
      }),
    ],
    [],
  ],
  ['a subnet loses its table', { [ASSOCIATION]: 'deleted' }, [], ['d route-table-changed']],
  ['a subnet gets another table', { [ASSOCIATION]: { route_table_id: 'rtb-2' } }, [], ['d route-table-changed']],
  [
    'an association at another address',
    { [ASSOCIATION]: 'deleted' },
    [created('aws_route_table_association.again', { subnet_id: subnet, route_table_id: table })],
    [],
  ],
  [
    'another table with the same routes',
    {
      [ASSOCIATION]: { route_table_id: 'rtb-2' },
      [S3]: { route_table_ids: [table, 'rtb-2'] },
    },
    [],
    [],
  ],
  ['IPv6 alone', { [PRIVATE_LINK]: { ip_address_type: 'ipv6' } }, [], ['d address-family-changed']],
  ['both versions', { [PRIVATE_LINK]: { ip_address_type: 'dualstack' } }, [], []],
  [
    'records of version 6 alone',
    { [PRIVATE_LINK]: { dns_options: [{ dns_record_ip_type: 'ipv6' }] } },
    [],
    ['d address-family-changed'],
  ],
  [
    'private DNS for a resolver endpoint alone',
    { [PRIVATE_LINK]: { dns_options: [{ private_dns_only_for_inbound_resolver_endpoint: true }] } },
    [],
    ['c addresses-changed'],
  ],
  ['private DNS off', { [PRIVATE_LINK]: { private_dns_enabled: false } }, [], ['d private-dns-off']],
])('the way: %s', (_, edits, more, expected) => {
  expect(found(edited(network, edits, more))).toEqual(expected);
});

test.each<[string, Change, string[]]>([
  [
    'other DNS servers',
    created('aws_vpc_dhcp_options_association.x', { vpc_id: vpc, dhcp_options_id: 'dopt-1' }),
    ['d dns-servers-changed'],
  ],
  [
    'a zone that hides the Runtime',
    created('aws_route53_zone.x', { name: 'sagemaker.eu-west-1.amazonaws.com' }),
    ['d name-answered-elsewhere'],
  ],
  ['a zone of others', created('aws_route53_zone.x', { name: 'example.com' }), []],
  ['a zone of another service', created('aws_route53_zone.x', { name: 's3.eu-west-1.amazonaws.com' }), []],
  [
    'a record of the Runtime',
    created('aws_route53_record.x', { name: 'runtime.sagemaker.eu-west-1.amazonaws.com', records: ['10.0.0.1'] }),
    ['d name-answered-elsewhere'],
  ],
  [
    'another resolver',
    created('aws_route53_resolver_rule.x', { domain_name: 'amazonaws.com.' }),
    ['d name-answered-elsewhere'],
  ],
  ['another resolver for others', created('aws_route53_resolver_rule.x', { domain_name: 'corp.example.com' }), []],
  [
    'a firewall',
    created('aws_route53_resolver_firewall_domain_list.x', { domains: ['*.sagemaker.eu-west-1.amazonaws.com.'] }),
    ['d name-answered-elsewhere'],
  ],
  [
    'an association with a zone of others',
    created('aws_route53_zone_association.x', { vpc_id: vpc, zone_id: 'Z1' }),
    ['c resolution-changed'],
  ],
  [
    'a route goes',
    deleted('aws_route.x', {
      route_table_id: table,
      destination_cidr_block: '10.9.0.0/16',
      vpc_peering_connection_id: 'pcx-1',
    }),
    ['d route-removed'],
  ],
  [
    'a route leads elsewhere',
    changed(
      'aws_route.x',
      { route_table_id: table, destination_cidr_block: '10.9.0.0/16', transit_gateway_id: 'tgw-1' },
      { transit_gateway_id: 'tgw-2' },
    ),
    ['c route-redirected'],
  ],
  [
    'a route gets a tag',
    changed(
      'aws_route.x',
      { route_table_id: table, destination_cidr_block: '10.9.0.0/16', transit_gateway_id: 't' },
      { a: 1 },
    ),
    [],
  ],
  [
    'an appliance in between',
    created('aws_route.x', {
      route_table_id: table,
      destination_cidr_block: '10.9.0.0/16',
      network_interface_id: 'eni-1',
    }),
    ['c route-redirected'],
  ],
  [
    'the VPC loses its DHCP options',
    deleted('aws_vpc_dhcp_options_association.x', { vpc_id: vpc, dhcp_options_id: 'd' }),
    ['d dns-servers-changed'],
  ],
  [
    'another main route table',
    created('aws_main_route_table_association.x', { vpc_id: vpc, route_table_id: 'rtb-2' }),
    ['c calls-bounded'],
  ],
  ['a network firewall', created('aws_networkfirewall_firewall.x', { vpc_id: vpc }), ['c calls-bounded']],
  [
    'a policy of the organization',
    created('aws_organizations_policy_attachment.x', { policy_id: 'p' }),
    ['c calls-bounded'],
  ],
  ['peering goes', deleted('aws_vpc_peering_connection.x', { id: 'pcx-1' }), ['d connection-removed']],
])('beside it: %s', (_, one, expected) => {
  expect(found({ ...network, changes: [...network.changes, one] })).toEqual(expected);
});

test('DNS servers of options that the plan has', () => {
  const options = (servers: string[]) => [
    created('aws_vpc_dhcp_options_association.x', { vpc_id: vpc, dhcp_options_id: 'dopt-1' }),
    same('aws_vpc_dhcp_options.x', { id: 'dopt-1', domain_name_servers: servers }),
  ];
  const beside = (more: Change[]) => found({ ...network, changes: [...network.changes, ...more] });
  expect(beside(options(['AmazonProvidedDNS']))).toEqual([]);
  expect(beside(options(['10.0.0.2']))).toEqual(['d dns-servers-changed']);
});
