import { reviewPlans } from '../../../../../commands/review/review';
import { fixture } from '../../fixtures';
import { changeOf, deployed, edited, found, valuesOf } from '../../support/change';

const network = deployed('network-zone-removed', 'test-network');
const endpoint = deployed('endpoint-swap', 'test-churn');
const LINK = 'aws_vpc_endpoint.private-link_endpoint';
const MODEL = 'aws_sagemaker_model.model_model';
const subnet = (zone: string) => `aws_subnet.network_subnet-eu-west-1${zone}`;
const [a, b] = ['a', 'b'].map((zone) => valuesOf(network, subnet(zone)).id as string);
const findings = (...plans: Parameters<typeof reviewPlans>[0]) =>
  reviewPlans(plans).stacks.flatMap((stack) =>
    stack.findings.map(({ rule, message, cause }) => ({ rule, message, cause })),
  );

test('a zone that is exchanged for another is a zone lost', () => {
  const plan = edited(network, { [LINK]: { subnet_ids: [a, b, 'subnet-d'] } }, [
    changeOf('aws_subnet.d', undefined, { availability_zone: 'eu-west-1d' }, { afterUnknown: { id: true } }),
  ]);
  const known = {
    ...plan,
    prior: new Map([
      ['data.aws_subnet.d', { type: 'aws_subnet', values: { id: 'subnet-d', availability_zone: 'eu-west-1d' } }],
    ]),
  };
  expect(findings(known)).toEqual([
    {
      rule: 'zone-lost',
      message: 'The PrivateLink endpoint leaves eu-west-1c: 3 zones become 3, with eu-west-1d among them.',
      cause: 'Zone eu-west-1c is removed',
    },
  ]);
});

test('a subnet that is replaced in its zone loses no zone, and its addresses change', () => {
  const { changes: all, ...plan } = deployed('network-clients-by-block', 'test-network');
  const changes = all.map((change) => {
    if (change.address === subnet('c')) {
      const values = { ...change.before, id: undefined };
      return changeOf(
        change.address,
        change.before,
        { ...values, cidr_block: '10.0.96.0/19' },
        { kind: 'replace', createsFirst: true, afterUnknown: { id: true } },
      );
    }
    return change.address === LINK
      ? changeOf(
          LINK,
          change.before,
          { ...change.before, subnet_ids: [a, b] },
          { afterUnknown: { subnet_ids: [false, false, true] } },
        )
      : change;
  });
  expect(found({ ...plan, changes })).toEqual(['d subnet-removed']);
});

test('a zone removed from everything stands under one heading', () => {
  const all = findings(fixture('network-zone-removed', 'test-network'));
  expect(all.map(({ rule }) => rule)).toEqual(['subnet-removed', 'zone-lost', 'alarm-removed']);
  expect(new Set(all.map(({ cause }) => cause))).toEqual(new Set(['Zone eu-west-1c is removed']));
});

test('the model in other subnets of the same zones is in the same zones', () => {
  const prior = new Map(
    [...'abc'].map(
      (zone) =>
        [
          `data.aws_subnet.${zone}`,
          { type: 'aws_subnet', values: { id: `subnet-${zone}`, availability_zone: `eu-west-1${zone}` } },
        ] as const,
    ),
  );
  const moved = edited(endpoint, { [MODEL]: { vpc_config: [{ subnets: ['subnet-a', 'subnet-b', 'subnet-c'] }] } });
  expect(found({ ...moved, prior: new Map([...moved.prior, ...prior]) })).toEqual([]);
  const fewer = edited(endpoint, { [MODEL]: { vpc_config: [{ subnets: ['subnet-a', 'subnet-b'] }] } });
  expect(found({ ...fewer, prior: new Map([...fewer.prior, ...prior]) })).toEqual(['d zone-lost', 'd zones-differ']);
});

test('a zone that an association of its own takes away', () => {
  const association = { vpc_endpoint_id: valuesOf(network, LINK).id, subnet_id: 'subnet-d' };
  const plan = {
    ...network,
    changes: [...network.changes, changeOf('aws_vpc_endpoint_subnet_association.d', association, undefined)],
  };
  expect(found(plan)).toEqual(['d zone-lost']);
});

test('another subnet of the same zone is another address', () => {
  const prior = new Map([
    ['data.aws_subnet.x', { type: 'aws_subnet', values: { id: 'subnet-x', availability_zone: 'eu-west-1b' } }],
  ]);
  const before = valuesOf(network, LINK).subnet_ids as string[];
  const plan = edited(network, { [LINK]: { subnet_ids: before.map((id) => (id === b ? 'subnet-x' : id)) } });
  expect(found({ ...plan, prior })).toEqual(['c addresses-changed']);
});
