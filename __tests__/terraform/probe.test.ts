import { readFileSync, writeFileSync } from 'node:fs';
import { existingNetwork, ec2Id, settings } from '../support/settings';
import { functions, probed } from './support/probed';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

describeWithAccount('the probe', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.end());

  test('from nothing to a function in each zone, and to nothing again, repeatedly', async () => {
    sandbox.synth(probed());
    for (let time = 1; time <= 2; time++) {
      await sandbox.deploy('test-network', 'test-probe');
      const { probe_security_group_id: group, probe_role_arn: role } = await sandbox.outputs('test-network');
      expect(functions(sandbox)).toEqual({
        'test-probe-eu-west-1a': { subnets: ['eu-west-1a'], groups: [group] },
        'test-probe-eu-west-1b': { subnets: ['eu-west-1b'], groups: [group] },
      });
      expect(Object.values(sandbox.world().aws_lambda_function ?? {}).map((f) => f.role)).toEqual([role, role]);
      expect(await sandbox.outputs('test-probe')).toEqual({
        function_names: { 'eu-west-1a': 'test-probe-eu-west-1a', 'eu-west-1b': 'test-probe-eu-west-1b' },
      });
      expectSuccess(await sandbox.destroy('test-probe'));
      expectSuccess(await sandbox.destroy('test-network'));
      expect(sandbox.world()).toEqual({});
    }
  });

  test('in a deployed environment it is added, used and taken away, and no endpoint moves', async () => {
    const { endpoints } = settings();
    sandbox.synth(probed('ab', { endpoints, probe: false }));
    await sandbox.deploy('test-network', 'test-churn');
    sandbox.changes();
    sandbox.synth(probed('ab', { endpoints }));

    // Before the network was deployed with it.
    const early = await sandbox.apply('test-probe');
    expect(early.status).toBe(1);
    expect(early.output).toContain('test-network has no role for the probe yet: deploy test-network first.');
    expect(sandbox.changes()).toEqual([]);

    await sandbox.deploy('test-network', 'test-probe');
    expect(sandbox.changes().map(({ op }) => op)).not.toContain('delete');
    expectSuccess(await sandbox.plan('test-churn'));

    expectSuccess(await sandbox.destroy('test-probe'));
    sandbox.changes();
    sandbox.synth(probed('ab', { endpoints, probe: false }));
    await sandbox.deploy('test-network', 'test-churn');
    const changes = sandbox.changes();
    expect(changes.map(({ op }) => op)).not.toContain('create');
    // Lambda needs the role until its network interfaces are gone, and the security group waits for that.
    const gone = changes.map(({ type, id }) => `${type} ${id}`);
    const order = [/^aws_security_group /, /:connect-/, /^aws_iam_role /].map((what) =>
      gone.findIndex((one) => what.test(one)),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('a network of before there was a probe: the same message', async () => {
    sandbox.synth(probed());
    const file = sandbox.file('test-network');
    const { output, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { output: Record<string, object> };
    const older = Object.fromEntries(Object.entries(output).filter(([name]) => !name.startsWith('probe_')));
    writeFileSync(file, JSON.stringify({ ...rest, output: older }));
    await sandbox.deploy('test-network');
    const early = await sandbox.apply('test-probe');
    expect(early.status).toBe(1);
    expect(early.output).toContain('test-network has no role for the probe yet: deploy test-network first.');
  });
});

describeWithAccount('the probe of an existing PrivateLink endpoint', () => {
  const region = 'eu-west-1';
  const [vpc, link] = [ec2Id('vpc', '1'), ec2Id('vpce', '1')];
  const groups = ['a', 'b'].map((digit) => ec2Id('sg', digit));
  const subnets = { 'eu-west-1a': ec2Id('subnet', 'a'), 'eu-west-1b': ec2Id('subnet', 'b') };
  const world = () => ({
    aws_vpc: {
      [vpc]: { id: vpc, region, cidr_block: '10.1.0.0/16', enable_dns_support: true, enable_dns_hostnames: true },
    },
    aws_subnet: Object.fromEntries(
      Object.entries(subnets).map(([zone, id], i) => [
        id,
        { id, region, vpc_id: vpc, availability_zone: zone, cidr_block: `10.1.${i}.0/24` },
      ]),
    ),
    aws_security_group: Object.fromEntries(
      groups.map((id) => [id, { id, region, vpc_id: vpc, name: id, description: 'theirs' }]),
    ),
    aws_vpc_endpoint: {
      [link]: {
        id: link,
        region,
        vpc_id: vpc,
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.eu-west-1.sagemaker.runtime',
        state: 'available',
        private_dns_enabled: true,
        subnet_ids: Object.values(subnets),
        security_group_ids: groups,
        dns_entry: [{ dns_name: `${link}-abc.runtime.sagemaker.eu-west-1.vpce.amazonaws.com`, hosted_zone_id: 'Z1' }],
      },
    },
  });

  test('goes out to each of its security groups, and leaves all that was there as it was', async () => {
    const sandbox = new Sandbox(world());
    try {
      const network = existingNetwork({ privateLink: { existing: { vpcEndpointId: link } } }, { vpcId: vpc, subnets });
      sandbox.synth(probed('ab', { network }));
      await sandbox.deploy('test-network', 'test-probe');
      const { probe_security_group_id: group } = await sandbox.outputs('test-network');
      const out = Object.values(sandbox.world().aws_vpc_security_group_egress_rule ?? {});
      expect(
        out.filter((rule) => rule.security_group_id === group).map((rule) => rule.referenced_security_group_id),
      ).toEqual(expect.arrayContaining(groups));
      expect(sandbox.world()).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
      expect(Object.keys(functions(sandbox))).toHaveLength(2);

      // It gets another group where it is managed.
      sandbox.edit(({ aws_vpc_endpoint }) => {
        Object.assign(aws_vpc_endpoint?.[link] ?? {}, { security_group_ids: groups.slice(0, 1) });
      });
      sandbox.changes();
      await sandbox.deploy('test-network', 'test-probe');
      expect(sandbox.changes().map(({ op, type }) => [op, type])).toEqual([
        ['delete', 'aws_vpc_security_group_egress_rule'],
      ]);

      expectSuccess(await sandbox.destroy('test-probe'));
      expectSuccess(await sandbox.destroy('test-network'));
      sandbox.edit(({ aws_vpc_endpoint }) => {
        Object.assign(aws_vpc_endpoint?.[link] ?? {}, { security_group_ids: groups });
      });
      expect(sandbox.world()).toEqual(world());
    } finally {
      sandbox.end();
    }
  });
});
