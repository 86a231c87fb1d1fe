import type { EnvironmentSettings } from '../../settings';
import { existingNetwork, ec2Id, endpoint, settings } from '../support/settings';
import { CANNOT_BE_DESTROYED, describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';
import { expectHealthySwap, expectIntact } from './support/serving';

const given = (changes: Partial<EnvironmentSettings> = {}) =>
  settings({
    protect: true,
    endpoints: {
      churn: endpoint({ model: { ...endpoint().model, artifact: 's3://models/churn/model.tar.gz' } }),
    },
    ...changes,
  });
const create = (changes: object) => ({
  network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...changes } },
});

describeWithAccount('protect', () => {
  let sandbox: Sandbox;
  let restore: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(given());
    await sandbox.deploy('test-network', 'test-churn');
    restore = sandbox.save();
  });
  beforeEach(() => {
    restore();
    sandbox.changes();
  });
  afterAll(() => sandbox.end());

  const destructive: [string, Partial<EnvironmentSettings>, string][] = [
    ['another address range', create({ cidrBlock: '10.8.0.0/16' }), 'aws_vpc.network_vpc'],
    [
      'a VPC of one’s own instead',
      { network: existingNetwork({}, { vpcId: ec2Id('vpc', '1') }) },
      'aws_vpc_endpoint.private-link_endpoint',
    ],
  ];
  test.each(destructive)('%s is refused, with the resource that it would destroy', async (_, changes, address) => {
    if (changes.network?.existing !== undefined) {
      sandbox.edit((world) => {
        const vpcId = ec2Id('vpc', '1');
        Object.assign(world.aws_vpc ?? {}, {
          [vpcId]: { id: vpcId, region: 'eu-west-1', enable_dns_support: true, enable_dns_hostnames: true },
        });
        Object.assign(
          world.aws_subnet ?? {},
          Object.fromEntries(
            ['a', 'b'].map((zone) => [
              ec2Id('subnet', zone),
              { id: ec2Id('subnet', zone), region: 'eu-west-1', vpc_id: vpcId, availability_zone: `eu-west-1${zone}` },
            ]),
          ),
        );
      });
    }
    sandbox.synth(given(changes));
    const { status, output } = await sandbox.apply('test-network');
    expect(status).toBe(1);
    expect(output).toMatch(CANNOT_BE_DESTROYED);
    expect(output).toContain(address);
    expect(sandbox.changes()).toEqual([]);
    expectIntact(sandbox);
  });

  test('the endpoint is not replaced, whoever asks', async () => {
    const { status, output } = await sandbox.terraform('test-churn', [
      'apply',
      '-auto-approve',
      '-input=false',
      '-no-color',
      '-replace=aws_sagemaker_endpoint.endpoint_endpoint',
    ]);
    expect(status).toBe(1);
    expect(output).toMatch(CANNOT_BE_DESTROYED);
    expect(sandbox.changes()).toEqual([]);
  });

  test('nothing that a running system needs is refused', async () => {
    sandbox.synth(given(create({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] })));
    await sandbox.deploy('test-network');
    sandbox.changes();
    await sandbox.deploy('test-churn');
    expectHealthySwap(sandbox.changes());
    sandbox.synth(given());
    await sandbox.deploy('test-churn', 'test-network');
    sandbox.synth(given({ protect: false }));
    await sandbox.deploy('test-network', 'test-churn');
    expectSuccess(await sandbox.destroy('test-churn'));
    expectSuccess(await sandbox.destroy('test-network'));
  });
});
