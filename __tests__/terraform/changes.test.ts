import type { EnvironmentSettings } from '../../settings';
import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { expectHealthySwap, left, served } from './support/serving';

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

const churn = (
  model: Partial<ReturnType<typeof endpoint>['model']>,
  changes: Partial<ReturnType<typeof endpoint>> = {},
) =>
  settings({
    endpoints: {
      churn: endpoint({ ...changes, model: { ...endpoint().model, artifact: artifacts.file('one'), ...model } }),
    },
  });

const IMAGE = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/scoring';

describeWithAccount('a change of a running endpoint', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(churn({}));
    await sandbox.deploy('test-network', 'test-churn');
    sandbox.changes();
  });
  afterAll(() => sandbox.end());

  const changes: [string, () => EnvironmentSettings][] = [
    ['the artifact', () => churn({ artifact: artifacts.file('two') })],
    ['the artifact, back', () => churn({})],
    ['the artifact, forward again', () => churn({ artifact: artifacts.file('two') })],
    ['the instance type', () => churn({ artifact: artifacts.file('two') }, { instanceType: 'ml.c5.large' })],
    ['the count', () => churn({}, { instanceType: 'ml.c5.large', instanceCount: 4 })],
    ['the image', () => churn({ image: `${IMAGE}:1` })],
    ['the tag of the image', () => churn({ image: `${IMAGE}:2` })],
    [
      'the environment, with what Terraform would take for a template',
      () => churn({ environment: { A: '${x} %{y} "z"' } }),
    ],
    ['network isolation', () => churn({ networkIsolation: false })],
    ['the key', () => churn({}, { kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd' })],
    ['the path of the roles', () => ({ ...churn({}), iam: { path: '/inference/' } })],
    ['the artifact, to one in S3', () => churn({ artifact: 's3://models/churn/model.tar.gz' })],
    ['all of it, back to the start', () => churn({})],
  ];
  test.each(changes)('%s', async (_, change) => {
    const before = served(sandbox);
    sandbox.synth(change());
    await sandbox.deploy('test-churn');
    expectHealthySwap(sandbox.changes());
    expect(served(sandbox)).not.toBe(before);
    expect(left(sandbox)).toEqual({ models: [expect.any(String)], configurations: [served(sandbox)] });
  });

  test('an artifact that is overwritten in S3', async () => {
    const inS3 = churn({ artifact: 's3://models/churn/other.tar.gz' });
    sandbox.edit((world) => {
      world.aws_s3_object = { ...world.aws_s3_object, x: { bucket: 'models', key: 'churn/other.tar.gz', etag: 'one' } };
    });
    sandbox.synth(inS3);
    await sandbox.deploy('test-churn');
    sandbox.changes();
    sandbox.edit((world) => {
      Object.assign(world.aws_s3_object?.x ?? {}, { etag: 'two' });
    });
    await sandbox.deploy('test-churn');
    expectHealthySwap(sandbox.changes());
  });

  test.each<Parameters<typeof endpoint>[0]>([
    { rollout: { strategy: 'linear', percent: 25, waitSeconds: 300 } },
    { rollout: { strategy: 'rolling' } },
    { rollout: { strategy: 'all-at-once', waitSeconds: 300, terminationWaitSeconds: 600 } },
    {},
  ])('the rollout alone, to %j: the same configuration is deployed again, and nothing is replaced', async (rollout) => {
    if (rollout?.rollout?.strategy === 'linear') {
      sandbox.synth(churn({}));
      await sandbox.deploy('test-churn');
      sandbox.changes();
    }
    const before = served(sandbox);
    sandbox.synth(churn({}, rollout));
    await sandbox.deploy('test-churn');
    expect(sandbox.changes().map(({ op, type, from, to }) => [op, type, from, to])).toEqual([
      ['deploy', 'aws_sagemaker_endpoint', before, before],
      ['update', 'aws_sagemaker_endpoint', undefined, undefined],
    ]);
  });

  test('a narrower role policy: the old grant stays until the old fleet has gone', async () => {
    const key = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
    sandbox.synth(churn({ artifact: 's3://models/churn/model.tar.gz', artifactKmsKeyArn: key }));
    await sandbox.deploy('test-churn');
    sandbox.changes();
    sandbox.synth(churn({ artifact: 's3://models/churn/model.tar.gz' }));
    await sandbox.deploy('test-churn');
    const changes = sandbox.changes();
    expectHealthySwap(changes);
    const policies = changes.filter(({ op, type }) => op === 'deploy' || type === 'aws_iam_role_policy');
    expect(policies.map(({ op }) => op)).toEqual(['create', 'deploy', 'delete']);
  });

  test('alarms for people come, change and go, and the endpoint does not move', async () => {
    const topicArns = ['arn:aws:sns:eu-west-1:123456789012:on-call'];
    const alarms = [
      { modelLatencyP99Ms: 80, overheadLatencyMs: 20, errorPercent: 1, topicArns },
      { modelLatencyP99Ms: 40 },
      undefined,
    ];
    const seen: string[][] = [];
    for (const given of alarms) {
      sandbox.synth(churn({ artifact: 's3://models/churn/model.tar.gz' }, { alarms: given }));
      await sandbox.deploy('test-network', 'test-churn');
      expect(new Set(sandbox.changes().map(({ type }) => type))).toEqual(
        new Set(['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_dashboard']),
      );
      seen.push(Object.keys(sandbox.world().aws_cloudwatch_metric_alarm ?? {}).toSorted());
    }
    const always = ['eu-west-1a', 'eu-west-1b'].map((zone) => `test-privatelink-packets-dropped-${zone}`);
    const errors = ['test-churn-model-errors', `${served(sandbox)}-rollback`, 'test-churn-server-errors'];
    expect(seen).toEqual([
      [...errors, ...always, 'test-churn-model-latency', 'test-churn-overhead-latency'].toSorted(),
      [...errors, ...always, 'test-churn-model-latency'].toSorted(),
      [...errors, ...always].toSorted(),
    ]);
  });

  test('what serving does not depend on moves nothing', async () => {
    sandbox.synth(churn({}));
    await sandbox.deploy('test-churn');
    sandbox.changes();
    sandbox.synth(churn({}, { logRetentionDays: 30, callers: { roleNames: ['scoring', 'batch'] } }));
    await sandbox.deploy('test-churn');
    expect(
      sandbox
        .changes()
        .map(({ op, type }) => `${op} ${type}`)
        .toSorted(),
    ).toEqual([
      'create aws_iam_role_policy_attachment',
      'create aws_iam_role_policy_attachment',
      'update aws_cloudwatch_log_group',
    ]);
  });

  test('a further zone: network first, endpoint after; and away again: endpoint first, network after', async () => {
    const zones = (availabilityZones: string[]) => ({
      ...churn({}),
      network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones } },
    });
    sandbox.synth(zones(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']));
    const early = await sandbox.apply('test-churn');
    expect(early.status).toBe(1);
    expect(early.output).toContain('test-network has no subnet in eu-west-1c yet: deploy test-network first.');
    await sandbox.deploy('test-network');
    sandbox.changes();
    await sandbox.deploy('test-churn');
    expectHealthySwap(sandbox.changes());

    sandbox.synth(zones(['eu-west-1a', 'eu-west-1b']));
    await sandbox.deploy('test-churn');
    expectHealthySwap(sandbox.changes());
    await sandbox.deploy('test-network');
    const gone = sandbox.changes().map(({ op, type }) => `${op} ${type}`);
    expect(gone.indexOf('update aws_vpc_endpoint')).toBeLessThan(gone.indexOf('delete aws_subnet'));

    sandbox.synth(zones(['eu-west-1b', 'eu-west-1a', 'eu-west-1c']));
    await sandbox.deploy('test-network', 'test-churn');
  });
});
