import { readFileSync, writeFileSync } from 'node:fs';
import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import type { Terraform } from '../support/synthesized';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';

describeWithAccount('the configuration of clients', () => {
  const artifacts = new ArtifactFolder();
  let sandbox: Sandbox;
  beforeEach(() => (sandbox = new Sandbox()));
  afterEach(() => sandbox.end());
  afterAll(() => artifacts.end());

  const synth = (letters = 'ab') =>
    sandbox.synth(
      settings({
        network: {
          create: { cidrBlock: '10.0.0.0/16', availabilityZones: [...letters].map((letter) => `eu-west-1${letter}`) },
        },
        endpoints: {
          churn: endpoint({ model: { ...endpoint().model, artifact: artifacts.file('one') }, instanceCount: 3 }),
        },
      }),
    );
  const config = async () => {
    const { client_config } = await sandbox.outputs('test-churn');
    return JSON.parse(client_config as string) as { zones: Record<string, { name: string; dnsName: string }> };
  };
  /** As an earlier version of this project wrote it. */
  const withoutOutput = (stack: string, name: string): void => {
    const json = JSON.parse(readFileSync(sandbox.file(stack), 'utf8')) as Terraform;
    expect(json.output).toHaveProperty(name);
    Reflect.deleteProperty(json.output ?? {}, name);
    writeFileSync(sandbox.file(stack), JSON.stringify(json));
  };

  test('has what a client needs, and the zones by id', async () => {
    synth();
    await sandbox.deploy('test-network', 'test-churn');
    const { private_link_id, private_link_dns_name, private_link_zonal_dns_names } =
      await sandbox.outputs('test-network');
    const zonal = private_link_zonal_dns_names as Record<string, string>;
    expect(private_link_dns_name).toMatch(
      new RegExp(`^${String(private_link_id)}-[0-9a-z]+\\.runtime\\.sagemaker\\.eu-west-1\\.vpce\\.amazonaws\\.com$`),
    );
    expect(await config()).toEqual({
      region: 'eu-west-1',
      endpointName: 'test-churn',
      endpointUrl: 'https://runtime.sagemaker.eu-west-1.amazonaws.com',
      zones: {
        'euw1-az4': { name: 'eu-west-1a', dnsName: zonal['eu-west-1a'] },
        'euw1-az6': { name: 'eu-west-1b', dnsName: zonal['eu-west-1b'] },
      },
    });
    expect(zonal['eu-west-1b']).toContain('-eu-west-1b.runtime.');
  });

  test('follows the zones: one more, then one less', async () => {
    synth();
    await sandbox.deploy('test-network', 'test-churn');
    synth('abc');
    await sandbox.deploy('test-network', 'test-churn');
    expect(Object.keys((await config()).zones)).toEqual(['euw1-az1', 'euw1-az4', 'euw1-az6']);
    synth('ac');
    await sandbox.deploy('test-churn', 'test-network');
    expectSuccess(await sandbox.plan('test-churn'));
    expect(Object.keys((await config()).zones)).toEqual(['euw1-az1', 'euw1-az4']);
  });

  test('what an earlier version deployed gets it and nothing else, in either order', async () => {
    synth();
    withoutOutput('test-network', 'private_link_zones');
    withoutOutput('test-churn', 'client_config');
    await sandbox.deploy('test-network', 'test-churn');
    sandbox.changes();

    synth();
    expectSuccess(await sandbox.apply('test-churn'));
    expect((await config()).zones).toEqual({});
    await sandbox.deploy('test-network', 'test-churn');
    expect(Object.keys((await config()).zones)).toEqual(['euw1-az4', 'euw1-az6']);
    expect(sandbox.changes()).toEqual([]);
  });
});
