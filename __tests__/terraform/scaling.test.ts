import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { expectHealthySwap, expectIntact, served } from './support/serving';

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

type EndpointSettings = ReturnType<typeof endpoint>;
const scaling = { min: 2, max: 8, target: { concurrentRequests: 4 } };
const scaled = (changes: Partial<EndpointSettings> = {}, artifact = 'one') =>
  settings({
    endpoints: {
      churn: endpoint({
        model: { ...endpoint().model, artifact: artifacts.file(artifact) },
        instanceCount: 4,
        scaling,
        ...changes,
      }),
    },
  });
const unscaled = (changes: Partial<EndpointSettings> = {}) => scaled({ ...changes, scaling: undefined });

const TYPES = ['aws_appautoscaling_policy', 'aws_appautoscaling_target'];
const ROLLS_BACK = { OFFLINE_AWS_ROLLBACK: 'yes' };

describeWithAccount('a scaled endpoint', () => {
  let sandbox: Sandbox;
  let restore: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(scaled());
    await sandbox.deploy('test-network', 'test-churn');
    restore = sandbox.save();
  });
  beforeEach(() => {
    restore();
    sandbox.synth(scaled());
    sandbox.changes();
  });
  afterAll(() => sandbox.end());

  /** What happened to scaling and to the endpoint, in order. */
  const steps = () =>
    sandbox
      .changes()
      .filter(({ op, type }) => op === 'deploy' || op === 'rollback' || TYPES.includes(type))
      .map(({ op, type }) => (TYPES.includes(type) ? `${op} ${type.split('_').at(-1)}` : op));
  const registered = () => TYPES.map((type) => Object.keys(sandbox.world()[type] ?? {}).length);
  const WAY = ['delete policy', 'delete target', 'deploy', 'create target', 'create policy'];

  test('another model leaves scaling as it is', async () => {
    sandbox.synth(scaled({}, 'two'));
    await sandbox.deploy('test-churn');
    const changes = sandbox.changes();
    expectHealthySwap(changes);
    expect(changes.filter(({ type }) => TYPES.includes(type))).toEqual([]);
  });

  test('another instance type: scaling makes way and comes back, in one apply', async () => {
    sandbox.synth(scaled({ instanceType: 'ml.c5.xlarge' }, 'two'));
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(WAY);
    expect(registered()).toEqual([1, 1]);
    sandbox.synth(scaled());
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(WAY);
  });

  test('bounds, target and cooldowns change in place, and the endpoint does not move', async () => {
    sandbox.synth(
      scaled({ scaling: { ...scaling, max: 6, target: { invocationsPerMinute: 900 }, scaleInCooldownSeconds: 60 } }),
    );
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(['update target', 'update policy']);
  });

  test('taken out and put in again: the endpoint does not move', async () => {
    sandbox.synth(unscaled());
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(['delete policy', 'delete target']);
    sandbox.synth(scaled());
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(['create target', 'create policy']);
  });

  test('taken out together with the instance type', async () => {
    sandbox.synth(unscaled({ instanceType: 'ml.t3.medium' }));
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(['delete policy', 'delete target', 'deploy']);
    sandbox.synth(scaled());
    await sandbox.deploy('test-churn');
    expect(steps()).toEqual(['deploy', 'create target', 'create policy']);
  });

  test('a change of type that is rolled back, then taken back or made again', async () => {
    const before = served(sandbox);
    sandbox.synth(scaled({ instanceType: 'ml.c5.xlarge' }));
    const { status, output } = await sandbox.apply('test-churn', ROLLS_BACK);
    expect(status).toBe(1);
    expect(output).toContain(`test-churn still serves ${before}`);
    expectIntact(sandbox);
    expect(registered()).toEqual([0, 0]); // status says so, and the next deployment brings it back
    const rolledBack = sandbox.save();
    for (const instanceType of ['ml.m5.large', 'ml.c5.xlarge', 'ml.c5.2xlarge']) {
      rolledBack();
      sandbox.changes();
      sandbox.synth(scaled({ instanceType }));
      await sandbox.deploy('test-churn');
      expect(steps()).toEqual(['deploy', 'create target', 'create policy']);
    }
  });

  test.each([
    'aws_appautoscaling_policy:delete',
    'aws_appautoscaling_target:delete',
    'aws_sagemaker_endpoint:update',
    'aws_appautoscaling_target:create',
    'aws_appautoscaling_policy:create',
  ])('a change of type that fails at %s goes on, or back', async (step) => {
    sandbox.synth(scaled({ instanceType: 'ml.c5.xlarge' }, 'two'));
    expect((await sandbox.apply('test-churn', { OFFLINE_AWS_FAIL: step })).status).toBe(1);
    expectIntact(sandbox);
    const failed = sandbox.save();
    for (const given of [scaled({ instanceType: 'ml.c5.xlarge' }, 'two'), scaled(), unscaled()]) {
      failed();
      sandbox.synth(given);
      await sandbox.deploy('test-churn');
      expectIntact(sandbox);
    }
  });

  test('an endpoint that is replaced by hand takes scaling with it', async () => {
    expect(
      await sandbox.terraform('test-churn', [
        'apply',
        '-auto-approve',
        '-input=false',
        '-no-color',
        '-replace=aws_sagemaker_endpoint.endpoint_endpoint',
      ]),
    ).toMatchObject({ status: 0 });
    expect(steps()).toEqual(['delete policy', 'delete target', 'create target', 'create policy']);
  });

  test('is destroyed', async () => {
    expect(await sandbox.destroy('test-churn')).toMatchObject({ status: 0 });
    expect(registered()).toEqual([0, 0]);
  });
});
