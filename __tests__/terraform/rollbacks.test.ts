import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { expectHealthySwap, expectIntact, left, served } from './support/serving';

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

const version = (content: string) =>
  settings({ endpoints: { churn: endpoint({ model: { ...endpoint().model, artifact: artifacts.file(content) } }) } });

const ROLLS_BACK = { OFFLINE_AWS_ROLLBACK: 'yes' };

describeWithAccount('a deployment that AWS rolls back while the provider reports success', () => {
  let sandbox: Sandbox;
  let restore: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(version('one'));
    await sandbox.deploy('test-network', 'test-churn');
    restore = sandbox.save();
  });
  beforeEach(() => {
    restore();
    sandbox.changes();
  });
  afterAll(() => sandbox.end());

  /** Deploys what AWS rolls back, and expects that nothing that serves is touched. */
  async function rolledBack(content: string): Promise<void> {
    const [configuration, before] = [served(sandbox), left(sandbox)];
    sandbox.synth(version(content));
    const run = await sandbox.apply('test-churn', ROLLS_BACK);
    expect(run.status).toBe(1);
    expect(run.output).toContain(`test-churn still serves ${configuration}: the deployment of test-churn-`);
    expect(run.output).toContain('was rolled back, and nothing that serves was deleted.');
    expect(served(sandbox)).toBe(configuration);
    expect(left(sandbox).models).toEqual(expect.arrayContaining(before.models));
    expectIntact(sandbox);
    expect(sandbox.changes().filter(({ op }) => op === 'delete')).toEqual([]);
  }

  const healthy = async (content: string) => {
    sandbox.synth(version(content));
    await sandbox.deploy('test-churn');
    expectHealthySwap(sandbox.changes());
    expect(left(sandbox)).toEqual({ models: [expect.any(String)], configurations: [served(sandbox)] });
  };

  test('is tried again', async () => {
    await rolledBack('two');
    await healthy('two');
  });

  test('is taken back, and made again', async () => {
    await rolledBack('two');
    await healthy('one');
    await healthy('two');
  });

  test('again and again, then something else', async () => {
    await rolledBack('two');
    await rolledBack('two');
    await rolledBack('three');
    await healthy('four');
    await healthy('one');
  });

  test('can be destroyed, and deployed anew', async () => {
    await rolledBack('two');
    expect(await sandbox.destroy('test-churn')).toMatchObject({ status: 0 });
    expect(sandbox.world()).not.toHaveProperty('aws_sagemaker_model');
    await sandbox.deploy('test-churn');
  });
});
