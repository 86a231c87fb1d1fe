import type { EnvironmentSettings } from '../../settings';
import { existingNetwork, ec2Id, settings } from '../support/settings';
import {
  type Block,
  churn,
  edit,
  kept,
  one,
  type Policy,
  type Stack,
  tamper,
  widen,
  zones,
} from './support/making-plans';
import { describeWithAccount, Sandbox } from './support/sandbox';

// Makes plans that the tests of review read, with terraform itself: npm run fixtures.

describeWithAccount('plans of a network', () => {
  const before = churn();
  let sandbox: Sandbox;
  let deployed: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(before);
    kept('network-created', await sandbox.planJson('test-network'));
    await sandbox.deploy('test-network');
    deployed = sandbox.save();
  });
  beforeEach(() => {
    deployed();
    sandbox.synth(before);
  });
  afterAll(() => sandbox.end());

  const networks: [string, () => EnvironmentSettings][] = [
    ['zone-removed', () => ({ ...before, network: zones('ab'), endpoints: {} })],
    ['another-block', () => ({ ...before, network: { create: { ...zones('abc').create, cidrBlock: '10.8.0.0/16' } } })],
    ['probe', () => ({ ...before, probe: true })],
    ['topics', () => churn({ alarms: { topicArns: ['arn:aws:sns:eu-west-1:123456789012:on-call'] } })],
    ['flow-log-away', () => ({ ...before, network: { ...zones('abc'), flowLogs: false } })],
    [
      'another-endpoint-allowed',
      () => ({
        ...before,
        network: {
          ...zones('abc'),
          privateLink: { alsoAllow: ['arn:aws:sagemaker:eu-west-1:123456789012:endpoint/x'] },
        },
      }),
    ],
    [
      'clients-by-block',
      () => ({ ...before, network: { ...zones('abc'), clients: { cidrBlocks: ['10.20.0.0/16'] } } }),
    ],
  ];
  test.each(networks)('%s', async (name, change) => {
    sandbox.synth(change());
    kept(`network-${name}`, await sandbox.planJson('test-network'));
  });

  const tamperedNetworks: [string, (terraform: Stack) => void][] = [
    ['private-dns-off', (t) => (one(t, 'aws_vpc_endpoint', 'private-link').private_dns_enabled = false)],
    ['vpc-dns-off', (t) => (one(t, 'aws_vpc').enable_dns_hostnames = false)],
    ['https-open', (t) => rule(t, { cidr_ipv4: '0.0.0.0/0', from_port: 443, to_port: 443, ip_protocol: 'tcp' })],
    ['everything-open', (t) => rule(t, { cidr_ipv6: '::/0', ip_protocol: '-1' })],
    [
      'https-open-inside',
      (t) => rule(t, { cidr_ipv4: '10.0.0.0/8', from_port: 443, to_port: 443, ip_protocol: 'tcp' }),
    ],
    ['half-open', (t) => rule(t, { cidr_ipv4: '128.0.0.0/1', from_port: 0, to_port: 65535, ip_protocol: 'tcp' })],
    ['http-open', (t) => rule(t, { cidr_ipv4: '0.0.0.0/0', from_port: 80, to_port: 80, ip_protocol: 'tcp' })],
    ['policy-wider', (t) => widen(one(t, 'aws_vpc_endpoint', 'private-link'), 'policy')],
    ['policy-regrouped', (t) => regroup(one(t, 'aws_vpc_endpoint', 'private-link'), 'policy')],
  ];
  test.each(tamperedNetworks)('%s', async (name, change) => {
    tamper(sandbox, 'test-network', change);
    kept(`network-${name}`, await sandbox.planJson('test-network'));
  });

  test('a zone more', async () => {
    const other = new Sandbox();
    other.synth(settings({ network: zones('ab') }));
    await other.deploy('test-network');
    other.synth(settings({ network: zones('abc') }));
    kept('network-zone-added', await other.planJson('test-network'));
    other.end();
  });

  test('a network that goes', async () => {
    kept('network-destroyed', await sandbox.planJson('test-network', ['-destroy']));
  });

  test('an existing VPC', async () => {
    const vpcId = ec2Id('vpc', '1');
    const other = new Sandbox({
      aws_vpc: {
        [vpcId]: { id: vpcId, cidr_block: '10.1.0.0/16', enable_dns_support: true, enable_dns_hostnames: true },
      },
      aws_subnet: Object.fromEntries(
        ['a', 'b'].map((zone, i) => [
          ec2Id('subnet', zone),
          {
            id: ec2Id('subnet', zone),
            vpc_id: vpcId,
            availability_zone: `eu-west-1${zone}`,
            cidr_block: `10.1.${i}.0/24`,
          },
        ]),
      ),
    });
    other.synth(settings({ network: existingNetwork({}, { vpcId }) }));
    kept('network-adopted', await other.planJson('test-network'));
    other.end();
  });
});

const regroup = (block: Block, attribute: string) =>
  edit(block, attribute, (policy) => {
    const [statement] = policy.Statement;
    policy.Statement = (statement.Action as string[]).map((Action) => ({
      ...statement,
      Action,
    })) as Policy['Statement'];
  });
const rule = (terraform: Stack, values: Block) => {
  terraform.resource.aws_vpc_security_group_ingress_rule = {
    ...terraform.resource.aws_vpc_security_group_ingress_rule,
    another: { security_group_id: '${aws_security_group.private-link-access_group.id}', ...values },
  };
};
