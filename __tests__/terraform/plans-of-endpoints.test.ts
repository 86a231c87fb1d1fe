import type { EnvironmentSettings } from '../../settings';
import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { churn as anyChurn, KEY, kept, tamper, zones } from './support/making-plans';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { pin, tampered } from './support/tampered-endpoints';

// Makes plans that the tests of review read, with terraform itself: npm run fixtures.

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

const churn: typeof anyChurn = (changes, model) => anyChurn(changes, { artifact: artifacts.file('one'), ...model });
const IN_S3 = { artifact: 's3://models/churn/model.tar.gz' };

describeWithAccount('plans of an endpoint', () => {
  let sandbox: Sandbox;
  let deployed: () => void;
  let before: EnvironmentSettings;
  beforeAll(async () => {
    sandbox = new Sandbox({ aws_iam_role: { scoring: { name: 'scoring', id: 'scoring', inline_policy: [] } } });
    before = churn();
    sandbox.synth(before);
    await sandbox.deploy('test-network');
    kept('endpoint-created', await sandbox.planJson('test-churn'));
    await sandbox.deploy('test-churn');
    deployed = sandbox.save();
  });
  beforeEach(() => {
    deployed();
    sandbox.synth(before);
  });
  afterAll(() => sandbox.end());

  const changes: [string, () => EnvironmentSettings][] = [
    ['nothing', () => before],
    ['swap', () => churn({}, { artifact: artifacts.file('two') })],
    ['instance-type', () => churn({ instanceType: 'ml.c5.xlarge' })],
    ['count-down', () => churn({ instanceCount: 3 })],
    ['count-up', () => churn({ instanceCount: 6 })],
    ['scaling-down', () => churn({ scaling: { min: 3, max: 6, target: { concurrentRequests: 4 } } })],
    ['scaling-away', () => churn({ scaling: undefined })],
    ['alarm-away', () => churn({ alarms: undefined })],
    ['alarm-other-threshold', () => churn({ alarms: { modelLatencyP99Ms: 40 } })],
    ['rollout-alone', () => churn({ rollout: { strategy: 'all-at-once' } })],
    ['rollout-and-swap', () => churn({ rollout: { strategy: 'linear' } }, { artifact: artifacts.file('two') })],
    ['isolation-off', () => churn({}, { networkIsolation: false })],
    ['key-away', () => churn({ kmsKeyArn: undefined })],
    ['key-other', () => churn({ kmsKeyArn: `${KEY}5` })],
    ['artifact-elsewhere', () => churn({}, IN_S3)],
    ['caller-role', () => churn({ callers: { roleNames: ['scoring'] } })],
    ['boundary', () => ({ ...before, iam: { permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary' } })],
    ['own-role', () => churn({}, { executionRoleArn: 'arn:aws:iam::123456789012:role/scoring' })],
    ['environment', () => churn({}, { environment: { A: '1' } })],
    ['log-retention', () => churn({ logRetentionDays: 30 })],
  ];
  test.each(changes)('%s', async (name, change) => {
    sandbox.synth(change());
    kept(`endpoint-${name}`, await sandbox.planJson('test-churn'));
  });

  test.each(tampered)('%s', async (name, change) => {
    tamper(sandbox, 'test-churn', change);
    kept(`endpoint-${name}`, await sandbox.planJson('test-churn'));
  });

  test('arguments', async () => {
    kept('endpoint-destroyed', await sandbox.planJson('test-churn', ['-destroy']));
    kept(
      'endpoint-replaced',
      await sandbox.planJson('test-churn', ['-replace=aws_sagemaker_endpoint.endpoint_endpoint']),
    );
    kept('bucket-replaced', await sandbox.planJson('test-churn', ['-replace=aws_s3_bucket.artifact_store_bucket']));
    sandbox.synth(churn({}, { artifact: artifacts.file('two') }));
    kept('endpoint-targeted', await sandbox.planJson('test-churn', ['-target=aws_s3_object.artifact_object']));
  });

  test('after a deployment that was rolled back', async () => {
    sandbox.synth(churn({}, { artifact: artifacts.file('two') }));
    await sandbox.apply('test-churn', { OFFLINE_AWS_ROLLBACK: 'yes' });
    kept('endpoint-again', await sandbox.planJson('test-churn'));
    tamper(sandbox, 'test-churn', pin);
    kept('endpoint-leftover-serves', await sandbox.planJson('test-churn'));
  });

  test('a policy that is known only once it is applied', async () => {
    sandbox.synth(churn({}, IN_S3));
    await sandbox.deploy('test-churn');
    sandbox.synth(before);
    kept('endpoint-policy-unknown', await sandbox.planJson('test-churn'));
  });

  test('a boundary that is taken away', async () => {
    sandbox.synth({ ...before, iam: { permissionsBoundaryArn: 'arn:aws:iam::123456789012:policy/boundary' } });
    await sandbox.deploy('test-churn');
    sandbox.synth(before);
    kept('endpoint-boundary-away', await sandbox.planJson('test-churn'));
  });

  test('a zone more, which the network has', async () => {
    const other = new Sandbox();
    const given = (letters: string) =>
      settings({ network: zones(letters), endpoints: { churn: endpoint({ instanceCount: 3 }) } });
    other.synth(given('ab'));
    await other.deploy('test-network', 'test-churn');
    other.synth(given('abc'));
    await other.deploy('test-network');
    kept('endpoint-zone-added', await other.planJson('test-churn'));
    other.synth(given('ab'));
    kept('endpoint-zone-not-joined', await other.planJson('test-churn'));
    other.end();
  });

  test('something that is there already, adopted', async () => {
    const name = '/aws/sagemaker/Endpoints/test-churn';
    const other = new Sandbox({
      aws_cloudwatch_log_group: { [name]: { id: name, name, region: 'eu-west-1', retention_in_days: 30 } },
    });
    other.synth(settings());
    await other.deploy('test-network');
    tamper(other, 'test-churn', (t) => (t.import = { to: 'aws_cloudwatch_log_group.log', id: name }));
    kept('endpoint-imported', await other.planJson('test-churn'));
    other.end();
  });

  test('a plan that fails', async () => {
    sandbox.synth({ ...churn({ scaling: undefined }), network: zones('abcd') });
    kept('endpoint-errored', await sandbox.planJson('test-churn'));
  });
});
