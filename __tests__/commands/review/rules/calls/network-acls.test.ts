import type { Attributes } from '../../../../../commands/review/plan/attributes';
import type { Change } from '../../../../../commands/review/plan/change';
import { changeOf, deployed, found, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const subnet = valuesOf(network, 'aws_subnet.network_subnet-eu-west-1a').id;
const created = (address: string, values: Attributes) => changeOf(address, undefined, values);
const changed = (address: string, before: Attributes, after: Attributes) =>
  changeOf(address, before, { ...before, ...after });

const acl = (rules: object[], direction: 'ingress' | 'egress' = 'ingress') => ({
  id: 'acl-1',
  subnet_ids: [subnet],
  ingress: ALLOW_ALL,
  egress: ALLOW_ALL,
  ...{ [direction]: rules },
});
const aclRule = (action: string, number: number, from: number, to: number, cidr_block = '0.0.0.0/0') => ({
  action,
  rule_no: number,
  protocol: from === 0 && to === 0 ? '-1' : 'tcp',
  from_port: from,
  to_port: to,
  cidr_block,
});
const ALLOW_ALL = [aclRule('allow', 100, 0, 0)];

test.each<[string, Change, string[]]>([
  [
    'a Deny of 443 in front',
    changed('aws_network_acl.x', acl(ALLOW_ALL), acl([aclRule('deny', 50, 443, 443), ...ALLOW_ALL])),
    ['d network-acl-closes'],
  ],
  [
    'a Deny of 443 behind',
    changed('aws_network_acl.x', acl(ALLOW_ALL), acl([...ALLOW_ALL, aclRule('deny', 150, 443, 443)])),
    [],
  ],
  [
    'a Deny of everything in an ACL that is managed elsewhere',
    created('aws_network_acl_rule.x', {
      network_acl_id: 'acl-9',
      rule_number: 1,
      rule_action: 'deny',
      protocol: '-1',
      cidr_block: '10.0.0.0/8',
    }),
    ['d network-acl-closes'],
  ],
  [
    'an Allow in an ACL that is managed elsewhere',
    created('aws_network_acl_rule.x', {
      network_acl_id: 'acl-9',
      rule_number: 1,
      rule_action: 'allow',
      protocol: '-1',
      cidr_block: '10.0.0.0/8',
    }),
    [],
  ],
  ['a Deny of 22', changed('aws_network_acl.x', acl(ALLOW_ALL), acl([aclRule('deny', 50, 22, 22), ...ALLOW_ALL])), []],
  [
    'a Deny of answers',
    changed('aws_network_acl.x', acl(ALLOW_ALL), acl([aclRule('deny', 50, 32768, 65535), ...ALLOW_ALL], 'egress')),
    ['d network-acl-closes'],
  ],
  ['the last Allow goes', changed('aws_network_acl.x', acl(ALLOW_ALL), acl([])), ['d network-acl-closes']],
  [
    'calls from private addresses alone',
    changed(
      'aws_network_acl.x',
      acl(ALLOW_ALL),
      acl([
        aclRule('allow', 100, 443, 443, '10.0.0.0/8'),
        aclRule('allow', 101, 443, 443, '172.16.0.0/12'),
        aclRule('allow', 102, 443, 443, '192.168.0.0/16'),
        aclRule('allow', 103, 443, 443, '100.64.0.0/10'),
        aclRule('allow', 104, 443, 443, '127.0.0.0/8'),
        aclRule('allow', 104, 443, 443, '169.254.0.0/16'),
        aclRule('allow', 105, 443, 443, '0.0.0.0/8'),
        aclRule('allow', 106, 443, 443, '224.0.0.0/3'),
        aclRule('allow', 200, 1024, 65535),
      ]),
    ),
    [],
  ],
  [
    'a subnet that was there gets one',
    created('aws_network_acl.x', acl([aclRule('allow', 100, 443, 443, '10.0.0.0/16')])),
    ['d network-acl-closes'],
  ],
  ['a subnet that was there gets one that allows all', created('aws_network_acl.x', acl(ALLOW_ALL)), []],
  [
    'a subnet gets another that no plan has',
    created('aws_network_acl_association.x', { subnet_id: subnet, network_acl_id: 'acl-2' }),
    ['d network-acl-closes'],
  ],
])('a network ACL: %s', (_, one, expected) => {
  expect(found({ ...network, changes: [...network.changes, one] })).toEqual(expected);
});
