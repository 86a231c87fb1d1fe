import type { Attributes } from '../../../../../commands/review/plan/attributes';
import type { Change } from '../../../../../commands/review/plan/change';
import type { Configuration } from '../../../../../commands/review/plan/configuration';
import { changeOf, deployed, edited, found, messages, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const table = valuesOf(network, 'aws_route_table.network_routes').id;
const group = valuesOf(network, 'aws_security_group.private-link-access_group').id;
const clients = valuesOf(network, 'aws_security_group.clients_group').id;

const created = (address: string, values: Attributes, more: Partial<Change> = {}) =>
  changeOf(address, undefined, values, more);
const ingress = (name: string, values: object) =>
  created(`aws_vpc_security_group_ingress_rule.${name}`, {
    security_group_id: group,
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    ...values,
  });
const egress = (values: object) =>
  created('aws_vpc_security_group_egress_rule.x', { security_group_id: clients, ip_protocol: '-1', ...values });
const route = (values: object, more: Partial<Change> = {}) =>
  created('aws_route.x', { route_table_id: table, destination_cidr_block: '0.0.0.0/0', ...values }, more);
const beside = (...changes: Change[]) => ({ ...network, changes: [...network.changes, ...changes] });

const pieces = Array.from({ length: 128 }, (_, i) =>
  ingress(`p${i}`, { cidr_ipv4: `${i + 128 > 223 ? i : i + 128}.0.0.0/8` }),
);

test.each<[string, Change[], string[]]>([
  [
    'half of the internet in two pieces',
    [ingress('a', { cidr_ipv4: '0.0.0.0/1' }), ingress('b', { cidr_ipv4: '128.0.0.0/1' })],
    ['d https-open'],
  ],
  ['the internet by many blocks', pieces, ['d https-open']],
  ['SSH to everyone', [ingress('a', { from_port: 22, to_port: 22, cidr_ipv4: '0.0.0.0/0' })], ['d port-open']],
  [
    'SSH to everyone in pieces',
    [
      ingress('a', { from_port: 22, to_port: 22, cidr_ipv4: '0.0.0.0/1' }),
      ingress('b', { from_port: 22, to_port: 22, cidr_ipv4: '128.0.0.0/1' }),
    ],
    ['d port-open'],
  ],
  ['SSH to one block', [ingress('a', { from_port: 22, to_port: 22, cidr_ipv4: '198.51.100.0/24' })], []],
  ['a port over UDP to everyone', [ingress('a', { ip_protocol: 'udp', cidr_ipv4: '0.0.0.0/0' })], ['d port-open']],
  ['all private blocks', [ingress('a', { cidr_ipv4: '10.1.0.0/16' })], ['n clients-added']],
  [
    'a group of another account',
    [ingress('a', { referenced_security_group_id: '210987654321/sg-1' })],
    ['c other-account-allowed', 'n clients-added'],
  ],
  ['a prefix list', [ingress('a', { prefix_list_id: 'pl-1' })], ['c clients-widened']],
  ['everything out', [egress({ cidr_ipv4: '0.0.0.0/0' })], ['c egress-open']],
  ['everything out over IPv6', [egress({ cidr_ipv6: '::/0' })], ['c egress-open']],
  ['a private block out', [egress({ cidr_ipv4: '10.0.0.0/8' })], []],
  ['an internet gateway', [created('aws_internet_gateway.x', {})], ['c gateway-added']],
  ['a default route to it', [route({ gateway_id: 'igw-1' })], ['d internet-route']],
  [
    'a default route in halves',
    [route({ gateway_id: 'igw-1', destination_cidr_block: '0.0.0.0/1' })],
    ['d internet-route'],
  ],
  [
    'a default route in quarters',
    ['0', '64', '128', '192'].map((first) =>
      created(`aws_route.x["${first}"]`, {
        route_table_id: table,
        destination_cidr_block: `${first}.0.0.0/2`,
        gateway_id: 'igw-1',
      }),
    ),
    ['d internet-route'],
  ],
  ['a route to one office', [route({ gateway_id: 'igw-1', destination_cidr_block: '198.51.100.0/24' })], []],
  ['a load balancer', [created('aws_lb.x', { load_balancer_type: 'network' })], ['c internet-facing']],
  ['a load balancer inside', [created('aws_lb.x', { load_balancer_type: 'network', internal: true })], []],
  ['an API', [created('aws_apigatewayv2_api.x', { protocol_type: 'HTTP' })], ['c internet-facing']],
  ['a private API', [created('aws_api_gateway_rest_api.x', { endpoint_configuration: [{ types: ['PRIVATE'] }] })], []],
  [
    'an instance with a public address',
    [created('aws_instance.x', { associate_public_ip_address: true })],
    ['c internet-facing'],
  ],
  ['a notebook', [created('aws_sagemaker_notebook_instance.x', {})], ['c internet-facing']],
  ['a notebook inside', [created('aws_sagemaker_notebook_instance.x', { direct_internet_access: 'Disabled' })], []],
  [
    'a default route for IPv6',
    [route({ gateway_id: 'igw-1', destination_cidr_block: null, destination_ipv6_cidr_block: '::/0' })],
    ['d internet-route'],
  ],
  ['a default route to a NAT gateway', [route({ nat_gateway_id: 'nat-1' })], ['c way-out-opened']],
  ['a default route to a transit gateway', [route({ transit_gateway_id: 'tgw-1' })], ['c way-out-opened']],
  ['a default route to a VPN gateway', [route({ gateway_id: 'vgw-1' })], ['c way-out-opened']],
  ['a route to one block', [route({ transit_gateway_id: 'tgw-1', destination_cidr_block: '10.9.0.0/16' })], []],
  ['peering', [created('aws_vpc_peering_connection.x', { peer_owner_id: '210987654321' })], ['c network-connected']],
  ['a public address', [created('aws_eip.x', {})], ['c gateway-added']],
])('opened: %s', (_, changes, expected) => {
  expect(found(beside(...changes))).toEqual(expected);
});

test('a default route to a gateway that is created as well is known by what it refers to', () => {
  const references = (gateway_id: string): Configuration => {
    const resource = { references: { gateway_id: [gateway_id] }, attributes: new Set(['gateway_id']) };
    return new Map([
      ['aws_route.x', { address: 'aws_route.x', ...resource, provisioners: [], isRepeated: false, isManaged: true }],
    ]);
  };
  const plan = beside(route({}, { afterUnknown: { gateway_id: true, network_interface_id: true } }));
  expect(found({ ...plan, configuration: references('aws_internet_gateway.x') })).toEqual(['d internet-route']);
  expect(found({ ...plan, configuration: references('aws_vpn_gateway.x') })).toEqual(['c way-out-opened']);
});

test('routes inside a table, and public addresses for what is started', () => {
  const inline = { route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1', nat_gateway_id: '' }] };
  expect(found(edited(network, { 'aws_route_table.network_routes': inline }))).toEqual(['d internet-route']);
  const subnet = edited(network, { 'aws_subnet.network_subnet-eu-west-1a': { map_public_ip_on_launch: true } });
  expect(found(subnet)).toEqual(['c public-addresses']);
  expect(messages(subnet)).toEqual(['What is started in the subnet in eu-west-1a gets a public address.']);
});

test('it says in a few words what is open', () => {
  expect(messages(beside(...pieces))[0]).toMatch(/^Port 443 is opened to \S+, \S+, \S+ and \d+ more: to everyone\.$/);
});

test('a group that is open to everyone already is no news', () => {
  const open = ingress('open', { cidr_ipv4: '0.0.0.0/1' });
  const plan = beside(
    changeOf(open.address, open.after, open.after),
    ingress('more', { cidr_ipv4: '198.51.100.0/24' }),
  );
  expect(found(plan)).toEqual([]);
  expect(found(beside(open))).toEqual(['d https-open']);
});
