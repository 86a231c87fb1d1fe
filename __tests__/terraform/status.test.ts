import { dirname } from 'node:path';
import { terraformBinary } from '../../commands/shared/terraform-binary';
import { readAppliedState } from '../../commands/status/observe/terraform-state';
import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { served } from './support/serving';

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

const version = (content: string) =>
  settings({ endpoints: { churn: endpoint({ model: { ...endpoint().model, artifact: artifacts.file(content) } }) } });

describeWithAccount('what status reads of Terraform’s state', () => {
  let sandbox: Sandbox;
  const read = () => readAppliedState(dirname(sandbox.file('test-churn')));
  beforeAll(() => {
    sandbox = new Sandbox();
  });
  afterAll(() => sandbox.end());

  test('before, after a deployment, and after one that was rolled back', async () => {
    sandbox.synth(version('one'));
    expect(await read()).toEqual({
      notHere: expect.stringContaining(
        `${terraformBinary()} was not initialized here: ${terraformBinary()} -chdir=`,
      ) as unknown,
    });
    await sandbox.deploy('test-network');
    await sandbox.plan('test-churn');
    expect(await read()).toEqual({
      unknown: 'the state has no endpoint configuration: nothing was deployed with it',
    });

    await sandbox.deploy('test-churn');
    const before = served(sandbox);
    const alarms = (...configurations: (string | undefined)[]) =>
      expect.arrayContaining([
        'test-churn-server-errors',
        ...configurations.map((configuration) => `${configuration}-rollback`),
      ]) as unknown;
    expect(await read()).toEqual({ value: { last: before, kept: [], alarms: alarms(before) } });

    sandbox.synth(version('two'));
    const { output } = await sandbox.apply('test-churn', { OFFLINE_AWS_ROLLBACK: 'yes' });
    expect(output).toContain('See why by npm run status -- test-churn');
    const [, given] = /the deployment of (test-churn-\w+) was rolled back/.exec(output) ?? [];
    expect(await read()).toEqual({ value: { last: given, kept: [before], alarms: alarms(before, given) } });

    await sandbox.deploy('test-churn');
    expect(await read()).toEqual({ value: { last: served(sandbox), kept: [], alarms: alarms(served(sandbox)) } });
  });
});
