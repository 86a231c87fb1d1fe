import { changeOf, deployed, found, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const CLIENTS = 'aws_security_group.clients_group';
const privateLinkGroup = valuesOf(network, 'aws_security_group.private-link-access_group').id;
const open = valuesOf(network, 'aws_vpc_security_group_ingress_rule.private-link-access_from-clients');

test('the probe’s group goes with the probe', () => {
  const group = { ...valuesOf(network, CLIENTS), id: 'sg-probe', name: 'test-probe' };
  const probe = [
    changeOf('aws_security_group.probe_group', group, undefined),
    changeOf(
      'aws_vpc_security_group_ingress_rule.probe',
      { ...open, security_group_id: privateLinkGroup, referenced_security_group_id: 'sg-probe' },
      undefined,
    ),
  ];
  const plan = { ...network, changes: [...network.changes, ...probe] };
  expect(found(plan)).toEqual(['d client-group-removed']);
  const output = {
    name: 'probe_security_group_id',
    before: 'sg-probe',
    after: '',
    afterUnknown: false,
    isSensitive: false,
  };
  expect(found({ ...plan, outputs: [output] })).toEqual([]);
});
