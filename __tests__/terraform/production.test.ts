import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentSettings } from '../../settings';
import type { EnvironmentFile } from '../../settings/environment';
import { existingNetwork, ROOT, settings } from '../support/settings';
import { CANNOT_BE_DESTROYED, describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';
import { served } from './support/serving';

/** As it is shipped, but for the state, which is kept here. Whoever has no use for it may have deleted it. */
const file = join(ROOT, 'environments', 'production.ts');
const isThere = existsSync(file);
const shipped = {
  ...(isThere
    ? ((require(file) as { default: EnvironmentFile }).default.settings as EnvironmentSettings)
    : settings({ network: existingNetwork() })),
  backend: { kind: 'local' },
} satisfies EnvironmentSettings;
const { existing } = shipped.network;
if (existing === undefined) throw new Error('the shipped production environment has no existing VPC');
const region = shipped.region;

/** The VPC that the shipped settings name, as its owner would have it. */
const itsVpc = () => ({
  aws_vpc: {
    [existing.vpcId]: {
      id: existing.vpcId,
      region,
      cidr_block: '10.1.0.0/16',
      enable_dns_support: true,
      enable_dns_hostnames: true,
    },
  },
  aws_subnet: Object.fromEntries(
    Object.entries(existing.subnets).map(([zone, id], i) => [
      id,
      { id, region, vpc_id: existing.vpcId, availability_zone: zone, cidr_block: `10.1.${i}.0/24` },
    ]),
  ),
  aws_route_table: Object.fromEntries(
    (existing.routeTableIds ?? []).map((id) => [id, { id, region, vpc_id: existing.vpcId }]),
  ),
  aws_route_table_association: Object.fromEntries(
    Object.values(existing.subnets).map((id, i) => [
      `rtbassoc-${i}`,
      { id: `rtbassoc-${i}`, region, subnet_id: id, route_table_id: existing.routeTableIds?.[0] },
    ]),
  ),
  aws_security_group: Object.fromEntries(
    (shipped.network.clients?.securityGroupIds ?? []).map((id) => [
      id,
      { id, region, name: 'clients', vpc_id: existing.vpcId },
    ]),
  ),
});

const without = (attribute: string) => {
  const world = itsVpc();
  Object.assign(world.aws_vpc[existing.vpcId] ?? {}, { [attribute]: false });
  return world;
};

(isThere ? describeWithAccount : describe.skip)('production, as it is shipped', () => {
  let sandbox: Sandbox | undefined;
  const open = (world: ConstructorParameters<typeof Sandbox>[0], settings = shipped) => {
    sandbox = new Sandbox(world);
    sandbox.synth(settings, 'production');
    return sandbox;
  };
  afterEach(() => sandbox?.end());

  test('is deployed into the VPC, refuses to be destroyed, and leaves the VPC as it was once it may be', async () => {
    const before = itsVpc();
    const project = open(before);
    await project.deploy('production-network', 'production-scoring');
    expect(served(project, 'production-scoring')).toMatch(/^production-scoring-/);

    for (const stack of ['production-scoring', 'production-network']) {
      const refused = await project.destroy(stack);
      expect(refused.status).toBe(1);
      expect(refused.output).toMatch(CANNOT_BE_DESTROYED);
    }
    project.synth({ ...shipped, protect: false }, 'production');
    expectSuccess(await project.destroy('production-scoring'));
    expectSuccess(await project.destroy('production-network'));
    expect(project.world()).toEqual(before);
  });

  test.each(['enable_dns_support', 'enable_dns_hostnames'])(
    'is refused at plan where the VPC has %s off',
    async (attribute) => {
      const { status, output } = await open(without(attribute)).plan('production-network');
      expect(status).toBe(1);
      expect(output).toContain(`${existing.vpcId} has ${attribute} off, and private DNS needs it.`);
      expect(output).toContain(
        `aws ec2 modify-vpc-attribute --vpc-id ${existing.vpcId} --${attribute.replaceAll('_', '-')}.`,
      );
    },
  );

  test('is refused at plan where a subnet is in another zone than its key says', async () => {
    const [first = '', second = '', third = ''] = Object.values(existing.subnets);
    const subnets = { 'us-east-1a': second, 'us-east-1b': first, 'us-east-1c': third };
    const given = { ...shipped, network: { ...shipped.network, existing: { ...existing, subnets } } };
    const { status, output } = await open(itsVpc(), given).plan('production-network');
    expect(status).toBe(1);
    expect(output).toContain(`${second} is in us-east-1b, not in us-east-1a: correct network.existing.subnets.`);
  });

  test('is refused at plan where AWS does not offer the service in a zone', async () => {
    const zones = { OFFLINE_AWS_SERVICE_ZONES: 'us-east-1a,us-east-1b' };
    const { status, output } = await open(itsVpc()).plan('production-network', zones);
    expect(status).toBe(1);
    expect(output).toContain(
      'AWS does not offer com.amazonaws.us-east-1.sagemaker.runtime in us-east-1c, only in us-east-1a, us-east-1b',
    );
  });

  test('warns, and goes on, where EC2 does not offer the type in a zone', async () => {
    const project = open(itsVpc());
    await project.deploy('production-network');
    const { status, output } = await project.apply('production-scoring', {
      OFFLINE_AWS_INSTANCE_ZONES: 'us-east-1a,us-east-1b',
    });
    expect(status).toBe(0);
    expect(output).toContain('Warning: Check block assertion failed');
    expect(output).toContain('EC2 does not offer m5.xlarge in us-east-1c');
  });

  test('warns of what private DNS does to the other subnets of the VPC, and of zones that are not covered', async () => {
    const world = itsVpc();
    const other = {
      id: 'subnet-0f',
      region,
      vpc_id: existing.vpcId,
      availability_zone: 'us-east-1d',
      cidr_block: '10.1.9.0/24',
    };
    const { status, output } = await open({ ...world, aws_subnet: { ...world.aws_subnet, 'subnet-0f': other } }).apply(
      'production-network',
    );
    expect(status).toBe(0);
    expect(output).toContain(
      'resolve to this PrivateLink endpoint in the whole VPC, beyond the subnets that the settings name (others: 1).',
    );
    expect(output).toContain(
      'The VPC has subnets in us-east-1d, where the PrivateLink endpoint has no network interface',
    );
  });

  describe('with a PrivateLink endpoint that is there already', () => {
    const vpcEndpointId = 'vpce-0a1b2c3d4e5f60718';
    const network = { existing };
    const given = { ...shipped, network: { ...network, privateLink: { existing: { vpcEndpointId } } } };
    const withEndpoint = (changes: object = {}) => ({
      ...itsVpc(),
      aws_vpc_endpoint: {
        [vpcEndpointId]: {
          id: vpcEndpointId,
          region,
          vpc_id: existing.vpcId,
          vpc_endpoint_type: 'Interface',
          service_name: 'com.amazonaws.us-east-1.sagemaker.runtime',
          state: 'available',
          private_dns_enabled: true,
          subnet_ids: Object.values(existing.subnets),
          dns_entry: [
            { dns_name: 'vpce-0-0.runtime.sagemaker.us-east-1.vpce.amazonaws.com', hosted_zone_id: 'Z' },
            { dns_name: 'vpce-0-0-us-east-1a.runtime.sagemaker.us-east-1.vpce.amazonaws.com', hosted_zone_id: 'Z' },
          ],
          ...changes,
        },
      },
    });

    test('uses it, tells its names, and changes nothing of it', async () => {
      const world = withEndpoint();
      const project = open(world, given);
      await project.deploy('production-network', 'production-scoring');
      expect(project.world().aws_vpc_endpoint?.[vpcEndpointId]).toEqual(world.aws_vpc_endpoint[vpcEndpointId]);
      expect(await project.outputs('production-network')).toMatchObject({
        private_link_id: vpcEndpointId,
        private_link_dns_name: 'vpce-0-0.runtime.sagemaker.us-east-1.vpce.amazonaws.com',
        private_link_zonal_dns_names: {
          'us-east-1a': 'vpce-0-0-us-east-1a.runtime.sagemaker.us-east-1.vpce.amazonaws.com',
          'us-east-1b': '',
        },
        client_security_group_id: '',
      });
    });

    test.each([
      [{ private_dns_enabled: false }, 'has private DNS off, so that calls would leave the VPC'],
      [
        { service_name: 'com.amazonaws.us-east-1.sagemaker.api' },
        'is for com.amazonaws.us-east-1.sagemaker.api, not for com.amazonaws.us-east-1.sagemaker.runtime',
      ],
      [{ state: 'pendingAcceptance' }, 'is pendingAcceptance, not available'],
      [{ subnet_ids: Object.values(existing.subnets).slice(0, 2) }, 'has no network interface in us-east-1c'],
    ])('refuses it where it is %j', async (changes, message) => {
      const { status, output } = await open(withEndpoint(changes), given).plan('production-network');
      expect(status).toBe(1);
      expect(output).toContain(`${vpcEndpointId} ${message}`);
    });
  });
});
