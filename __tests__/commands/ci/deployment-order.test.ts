import { leavesZone, deploymentPhases } from '../../../commands/ci/deployment-order';
import { stack } from './support/stacks';

const all = [stack('a-network'), stack('a-x'), stack('a-y'), stack('a-probe')];
const order = (plan?: object) => deploymentPhases(all, plan).map((phase) => phase.map(({ name }) => name));
const NETWORK_FIRST = [['a-network'], ['a-x', 'a-y', 'a-probe']];
const NETWORK_LAST = [['a-x', 'a-y', 'a-probe'], ['a-network']];
const subnet = (...actions: string[]) => ({ address: 'aws_subnet.a', type: 'aws_subnet', change: { actions } });

test('the network first; last where it leaves a zone', () => {
  expect(order()).toEqual(NETWORK_FIRST);
  expect(order({})).toEqual(NETWORK_FIRST);
  expect(order({ resource_changes: [subnet('no-op'), subnet('delete')] })).toEqual(NETWORK_LAST);
  expect(deploymentPhases([stack('a-x')], undefined)).toHaveLength(1);
});

test.each([
  ['a subnet is deleted', { resource_changes: [subnet('delete')] }, true],
  ['a subnet is made anew', { resource_changes: [subnet('create', 'delete')] }, false],
  ['a subnet is forgotten', { resource_changes: [subnet('forget')] }, false],
  [
    'something else is deleted',
    { resource_changes: [{ address: 'aws_flow_log.a', type: 'aws_flow_log', change: { actions: ['delete'] } }] },
    false,
  ],
  [
    'a zone of yours is left out: no subnet is deleted',
    { output_changes: { subnet_ids: { before: { a: '1', b: '2' }, after: { a: '1' } } } },
    true,
  ],
  [
    'a zone is added',
    { output_changes: { subnet_ids: { before: { a: '1' }, after: { a: '1' }, after_unknown: { b: true } } } },
    false,
  ],
  [
    'a subnet’s id is known only after apply',
    { output_changes: { subnet_ids: { before: { a: '1', b: '2' }, after: { a: '1' }, after_unknown: { b: true } } } },
    false,
  ],
  ['all of it is unknown', { output_changes: { subnet_ids: { before: { a: '1' }, after_unknown: true } } }, false],
  ['the network goes as a whole', { output_changes: { subnet_ids: { before: { a: '1' }, after: null } } }, false],
])('%s', (_, plan, leaves) => {
  expect(leavesZone(plan)).toBe(leaves);
});
