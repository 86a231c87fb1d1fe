import { ArtifactFolder } from '../support/artifacts';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';
import { left, served } from './support/serving';

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

/** Every kind of resource that serving needs differs from one to the other. */
const version = (content: string) => ({
  ...settings({
    endpoints: { churn: endpoint({ model: { ...endpoint().model, artifact: artifacts.file(content) } }) },
  }),
  iam: { path: `/${content}/` },
});

describeWithAccount('an update that fails half-way', () => {
  let sandbox: Sandbox;
  let restore: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(version('one'));
    await sandbox.deploy('test-network', 'test-churn');
    restore = sandbox.save();
  });
  beforeEach(() => restore());
  afterAll(() => sandbox.end());

  test.each([
    'aws_s3_object:create',
    'aws_iam_role:create',
    'aws_iam_role_policy:create',
    'aws_sagemaker_model:create',
    'aws_sagemaker_endpoint_configuration:create',
    'aws_security_group:create',
    'aws_cloudwatch_metric_alarm:create',
    'aws_sagemaker_endpoint:update',
    'aws_sagemaker_endpoint_configuration:delete',
    'aws_sagemaker_model:delete',
    'aws_s3_object:delete',
    'aws_cloudwatch_metric_alarm:delete',
    'aws_security_group:delete',
    'aws_iam_role_policy:delete',
    'aws_iam_role:delete',
  ])('at %s: what serves is still there, and it goes on or back from there', async (step) => {
    sandbox.synth(version('two'));
    expect((await sandbox.apply('test-churn', { OFFLINE_AWS_FAIL: step })).status).toBe(1);
    const failed = sandbox.save();
    for (const content of ['two', 'one']) {
      failed();
      expect(left(sandbox).configurations).toContain(served(sandbox));
      sandbox.synth(version(content));
      await sandbox.deploy('test-churn');
      expect(left(sandbox)).toEqual({ models: [expect.any(String)], configurations: [served(sandbox)] });
    }
  });
});
