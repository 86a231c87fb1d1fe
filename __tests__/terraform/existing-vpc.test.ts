import { existingNetwork, ec2Id, endpoint, settings } from '../support/settings';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';
import { expectHealthySwap, expectIntact, served } from './support/serving';

const region = 'eu-west-1';
const vpc = ec2Id('vpc', '1');
const subnet = (letter: string) => ec2Id('subnet', letter);
const ROUTES = ec2Id('rtb', '1');

/** A VPC with subnets a to d: a and c in zone a, b and d in zone b. */
const itsVpc = () => ({
  aws_vpc: {
    [vpc]: { id: vpc, region, cidr_block: '10.1.0.0/16', enable_dns_support: true, enable_dns_hostnames: true },
  },
  aws_subnet: Object.fromEntries(
    [...'abcd'].map((letter, i) => [
      subnet(letter),
      {
        id: subnet(letter),
        region,
        vpc_id: vpc,
        availability_zone: `eu-west-1${i % 2 === 0 ? 'a' : 'b'}`,
        cidr_block: `10.1.${i}.0/24`,
      },
    ]),
  ),
  aws_route_table: { [ROUTES]: { id: ROUTES, region, vpc_id: vpc } },
  aws_route_table_association: Object.fromEntries(
    [...'abcd'].map((letter) => [
      `rtbassoc-${letter}`,
      { id: `rtbassoc-${letter}`, region, subnet_id: subnet(letter), route_table_id: ROUTES },
    ]),
  ),
});

const inSubnets = (a: string, b: string, routes: { routeTableIds?: string[] } = { routeTableIds: [ROUTES] }) =>
  settings({
    network: existingNetwork(
      {},
      { vpcId: vpc, subnets: { 'eu-west-1a': subnet(a), 'eu-west-1b': subnet(b) }, ...routes },
    ),
    endpoints: { churn: endpoint({ model: { ...endpoint().model, artifact: 's3://models/churn/model.tar.gz' } }) },
  });

describeWithAccount('an existing VPC', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox(itsVpc());
  });
  afterEach(() => sandbox.end());

  test('another subnet of the same zone: the network first, the endpoint after, and no call is lost', async () => {
    sandbox.synth(inSubnets('a', 'b'));
    await sandbox.deploy('test-network', 'test-churn');
    sandbox.changes();
    for (const [a, b] of ['cb', 'cd', 'ab'] as const) {
      sandbox.synth(inSubnets(a as string, b as string));
      await sandbox.deploy('test-network');
      expectIntact(sandbox);
      const network = sandbox.changes();
      expect(network.filter(({ op }) => op === 'delete')).toEqual([]);
      expect(network.map(({ type }) => type)).toContain('aws_vpc_endpoint');
      await sandbox.deploy('test-churn');
      expectHealthySwap(sandbox.changes());
    }
  });

  test.each([
    ['is replaced', {}],
    ['is out of the state, and its name taken until it is deleted', { OFFLINE_AWS_FORGETS_FAILED: 'yes' }],
  ])('an endpoint whose first creation failed %s', async (_, forgets) => {
    // Without a route to S3 no artifact can be fetched.
    sandbox.synth(inSubnets('a', 'b', {}));
    await sandbox.deploy('test-network');
    const failed = await sandbox.apply('test-churn', forgets);
    expect(failed.status).toBe(1);
    expect(failed.output).toContain('the artifact could not be downloaded');
    sandbox.synth(inSubnets('a', 'b'));
    await sandbox.deploy('test-network');
    if ('OFFLINE_AWS_FORGETS_FAILED' in forgets) {
      const again = await sandbox.apply('test-churn', forgets);
      expect(again.status).toBe(1);
      expect(again.output).toContain('already exists');
      sandbox.edit((world) => {
        delete world.aws_sagemaker_endpoint?.['test-churn'];
      });
    }
    await sandbox.deploy('test-churn');
    expect(served(sandbox)).toMatch(/^test-churn-/);
    expectSuccess(await sandbox.destroy('test-churn'));
    expectSuccess(await sandbox.destroy('test-network'));
    expect(sandbox.world()).toEqual(itsVpc());
  });
});
