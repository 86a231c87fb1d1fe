import { type Change } from '../../../../../commands/review/plan/change';
import type { Plan } from '../../../../../commands/review/plan/plan';
import { changeOf, deployed, found, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const group = valuesOf(network, 'aws_security_group.private-link-access_group').id;
const rule = (name: string, values: object) =>
  changeOf(`aws_vpc_security_group_ingress_rule.${name}`, undefined, {
    security_group_id: group,
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    ...values,
  });

const blocks = (...all: string[]) =>
  all.map((cidr_ipv4) => rule(`from-${cidr_ipv4.replaceAll(/[./]/g, '-')}`, { cidr_ipv4 }));
const asDeployed = (rules: Change[]) => rules.map(({ address, after }) => changeOf(address, after, after));

test.each<[string, string[], string[], string[]]>([
  ['a block goes', ['10.1.0.0/16', '10.2.0.0/16'], ['10.1.0.0/16'], ['d clients-cut-off']],
  ['a block is halved', ['10.1.0.0/16'], ['10.1.0.0/17'], ['d clients-cut-off']],
  ['blocks are regrouped', ['10.2.0.0/16', '10.3.0.0/16'], ['10.2.0.0/15'], []],
  ['a block comes in pieces', ['10.2.0.0/15'], ['10.2.0.0/16', '10.3.0.0/16'], []],
  ['a block is added', ['10.1.0.0/16'], ['10.1.0.0/16', '10.9.0.0/16'], ['n clients-added']],
  ['a block is widened', ['10.1.0.0/16'], ['10.0.0.0/8'], ['c clients-widened']],
  ['a small block is widened', ['10.1.2.0/24'], ['10.1.0.0/16'], ['c clients-widened']],
  ['a block is doubled', ['10.2.0.0/16'], ['10.2.0.0/15'], ['n clients-added']],
])('blocks: %s', (_, before, after, expected) => {
  const had = asDeployed(blocks(...before));
  const is = blocks(...after).map((one) => {
    const old = had.find(({ address }) => address === one.address);
    return old ?? one;
  });
  const gone = had.flatMap((one) => (is.includes(one) ? [] : [changeOf(one.address, one.before, undefined)]));
  expect(found({ ...network, changes: [...network.changes, ...is, ...gone] })).toEqual(expected);
});

test('a prefix list that clients come by loses an entry', () => {
  const byList = rule('list', { prefix_list_id: 'pl-1' });
  const list = (...cidrs: string[]) => ({ id: 'pl-1', entry: cidrs.map((cidr) => ({ cidr })) });
  const used = { ...network, changes: [...network.changes, changeOf(byList.address, byList.after, byList.after)] };
  const beside = (change: Change, plan: Plan = used) => found({ ...plan, changes: [...plan.changes, change] });
  const LIST = 'aws_ec2_managed_prefix_list.x';
  const shorter = changeOf(LIST, list('10.1.0.0/16', '10.2.0.0/16'), list('10.1.0.0/16'));
  expect(beside(shorter)).toEqual(['d prefix-list-narrowed']);
  expect(beside(shorter, network)).toEqual([]);
  expect(beside(changeOf(LIST, list('10.1.0.0/16'), list('10.1.0.0/16', '10.2.0.0/16')))).toEqual([]);
  const entry = { prefix_list_id: 'pl-1', cidr: '10.1.0.0/16' };
  expect(beside(changeOf('aws_ec2_managed_prefix_list_entry.x', entry, undefined))).toEqual(['d prefix-list-narrowed']);
});
