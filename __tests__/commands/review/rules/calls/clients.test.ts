import type { Change } from '../../../../../commands/review/plan/change';
import { changeOf, deployed, type Edit, edited, found, messages, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const RULE = 'aws_vpc_security_group_ingress_rule.private-link-access_from-clients';
const EGRESS = 'aws_vpc_security_group_egress_rule.clients_to-private-link';
const TO_S3 = 'aws_vpc_security_group_egress_rule.models_to-s3';
const ENDPOINT = 'aws_vpc_endpoint.private-link_endpoint';
const CLIENTS = 'aws_security_group.clients_group';
const privateLinkGroup = valuesOf(network, 'aws_security_group.private-link-access_group').id;
const clients = valuesOf(network, CLIENTS).id;
const open = { ...valuesOf(network, RULE), referenced_security_group_id: null, cidr_ipv4: null };

const created = (name: string, values: object, more: Partial<Change> = {}) =>
  changeOf(name, undefined, { ...values }, more);
const rule = (name: string, values: object) =>
  created(`aws_vpc_security_group_ingress_rule.${name}`, { ...open, security_group_id: privateLinkGroup, ...values });

test.each<[string, Record<string, Edit>, Change[], string[]]>([
  ['nothing changes', {}, [], []],
  ['its rule is deleted', { [RULE]: 'deleted' }, [], ['d clients-cut-off']],
  ['its rule is moved to 8443', { [RULE]: { from_port: 8443, to_port: 8443 } }, [], ['d clients-cut-off']],
  ['its rule covers other ports alone', { [RULE]: { from_port: 0, to_port: 442 } }, [], ['d clients-cut-off']],
  ['its rule is for UDP', { [RULE]: { ip_protocol: 'udp' } }, [], ['d clients-cut-off']],
  [
    'its rule lets another group in',
    { [RULE]: { referenced_security_group_id: 'sg-other' } },
    [],
    ['d clients-cut-off', 'n clients-added'],
  ],
  ['its rule covers more ports', { [RULE]: { from_port: 0, to_port: 65535 } }, [], []],
  ['its rule gets another description', { [RULE]: { description: 'other' } }, [], []],
  [
    'its rule is another resource',
    { [RULE]: 'deleted' },
    [rule('again', { referenced_security_group_id: clients })],
    [],
  ],
  [
    'its rule becomes one of the older kind',
    { [RULE]: 'deleted' },
    [
      created('aws_security_group_rule.again', {
        type: 'ingress',
        security_group_id: privateLinkGroup,
        source_security_group_id: clients,
        protocol: 'tcp',
        from_port: 443,
        to_port: 443,
      }),
    ],
    [],
  ],
  [
    'the whole VPC may call instead',
    { [RULE]: 'deleted' },
    [rule('vpc', { cidr_ipv4: '10.0.0.0/16' })],
    ['n clients-added'],
  ],
  [
    'half of the VPC may call instead',
    { [RULE]: 'deleted' },
    [rule('half', { cidr_ipv4: '10.0.0.0/17' })],
    ['d clients-cut-off', 'n clients-added'],
  ],
  [
    'their group is deleted',
    { [RULE]: 'deleted', [CLIENTS]: 'deleted', [EGRESS]: 'deleted' },
    [rule('vpc', { cidr_ipv4: '10.20.0.0/16' })],
    ['d client-group-removed', 'n clients-added'],
  ],
  [
    'the PrivateLink endpoint gets another group',
    { [ENDPOINT]: { security_group_ids: ['sg-other'] } },
    [],
    ['d clients-cut-off'],
  ],
  [
    'the PrivateLink endpoint gets a group more',
    { [ENDPOINT]: { security_group_ids: [privateLinkGroup, 'sg-other'] } },
    [],
    [],
  ],
  ['their own group lets nothing out', { [EGRESS]: 'deleted' }, [], ['d way-out-closed']],
  [
    'their own group lets out to another group',
    { [EGRESS]: { referenced_security_group_id: 'sg-other' } },
    [],
    ['d way-out-closed'],
  ],
  [
    'their own group lets out to the whole VPC instead',
    { [EGRESS]: { referenced_security_group_id: null, cidr_ipv4: '10.0.0.0/8' } },
    [],
    [],
  ],
  [
    'their rule is none of the listed ones',
    {},
    [
      created('aws_vpc_security_group_rules_exclusive.x', {
        security_group_id: privateLinkGroup,
        ingress_rule_ids: [],
      }),
    ],
    ['d clients-cut-off'],
  ],
  [
    'their rule is the listed one',
    {},
    [
      created('aws_vpc_security_group_rules_exclusive.x', {
        security_group_id: privateLinkGroup,
        ingress_rule_ids: [valuesOf(network, RULE).id],
      }),
    ],
    [],
  ],
  ['models lose the way to S3', { [TO_S3]: 'deleted' }, [], ['d way-out-closed']],
  ['models get another prefix list', { [TO_S3]: { prefix_list_id: 'pl-other' } }, [], ['d way-out-closed']],
  [
    'models get everything instead',
    { [TO_S3]: { prefix_list_id: null, cidr_ipv4: '0.0.0.0/0' } },
    [],
    ['c egress-open'],
  ],
])('clients: %s', (_, edits, more, expected) => {
  expect(found(edited(network, edits, more))).toEqual(expected);
});

test('rules inside a group count as well, unless AWS only lists there what stands by itself', () => {
  const listed = {
    ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, security_groups: [clients], self: false }],
  };
  const mirrored = edited(network, {});
  const group = 'aws_security_group.private-link-access_group';
  const changes = mirrored.changes.map((change) =>
    change.address === group
      ? changeOf(group, { ...change.before, ...listed }, { ...change.after, ...listed })
      : change.address === RULE
        ? changeOf(RULE, change.before, undefined)
        : change,
  );
  expect(found({ ...network, changes })).toEqual(['d clients-cut-off']);
  const inline = changes
    .filter(({ address }) => address !== RULE)
    .map((change) =>
      change.address === group ? changeOf(group, change.before, { ...change.after, ingress: [] }) : change,
    );
  expect(found({ ...network, changes: inline })).toEqual(['d clients-cut-off']);
});

test('a security group of the PrivateLink endpoint that is replaced with its rules lets in the same clients', () => {
  const address = 'aws_security_group.private-link-access_group';
  const values = { ...valuesOf(network, address), id: undefined };
  const changes = network.changes.map((change) => {
    if (change.address === address)
      return changeOf(address, change.before, values, {
        kind: 'replace',
        createsFirst: true,
        afterUnknown: { id: true },
      });
    const attribute = {
      [RULE]: 'security_group_id',
      [EGRESS]: 'referenced_security_group_id',
      [ENDPOINT]: 'security_group_ids',
    }[change.address];
    if (attribute === undefined) return change;
    const others = { ...change.after, [attribute]: undefined };
    return changeOf(change.address, change.before, others, { afterUnknown: { [attribute]: true } });
  });
  expect(found({ ...network, changes })).toEqual([]);
});

test('it says who is cut off, by name', () => {
  expect(messages(edited(network, { [RULE]: 'deleted' }))).toEqual([
    'test-clients can no longer reach the PrivateLink endpoint on port 443.',
  ]);
  expect(messages(edited(network, { [ENDPOINT]: { security_group_ids: ['sg-other'] } }))).toEqual([
    'test-clients can no longer reach the PrivateLink endpoint on port 443.',
  ]);
});
