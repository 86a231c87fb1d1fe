import type { Attributes } from '../../../../../commands/review/plan/attributes';
import { changeOf, deployed, messages, valuesOf } from '../../support/change';

// private-link-unclear
const network = deployed('network-zone-removed', 'test-network');
const ADDRESS = 'aws_vpc_endpoint.private-link_endpoint';
const before = valuesOf(network, ADDRESS);

const changed = (attribute: string, afterUnknown: Attributes, configuration = network.configuration) => {
  const change = changeOf(ADDRESS, before, { ...before, [attribute]: undefined }, { afterUnknown });
  return messages({
    ...network,
    configuration,
    changes: network.changes.map((one) => (one.address === ADDRESS ? change : one)),
  });
};

test.each([
  ['subnet_ids', 'Which subnets it is in'],
  ['security_group_ids', 'Which security groups it has'],
  ['private_dns_enabled', 'Whether its private DNS stays on'],
])('the PrivateLink endpoint has other %s, which are known only later', (attribute, what) => {
  expect(changed(attribute, { [attribute]: true }, new Map())).toContain(
    `The PrivateLink endpoint changes. ${what}: that is known only once this is applied.`,
  );
});

test('what it refers to is known', () => {
  expect(changed('security_group_ids', { security_group_ids: true })).toEqual([]);
});
