import { CANNOT_BE_DESTROYED, expectSuccess } from './support/sandbox';
import { describeProduction, existing, itsVpc, region, shipped } from './support/production';
import { served } from './support/serving';

const without = (attribute: string) => {
  const world = itsVpc();
  Object.assign(world.aws_vpc[existing.vpcId] ?? {}, { [attribute]: false });
  return world;
};

describeProduction((open) => {
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
    const changed = { ...shipped, network: { ...shipped.network, existing: { ...existing, subnets } } };
    const { status, output } = await open(itsVpc(), changed).plan('production-network');
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
});
