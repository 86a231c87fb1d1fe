import { ArtifactFolder } from '../support/artifacts';
import { churn, kept } from './support/making-plans';
import { describeWithAccount, Sandbox } from './support/sandbox';

// Makes plans that the tests of review read, with OpenTofu: TERRAFORM_BINARY_NAME=tofu npm run fixtures.

const artifacts = new ArtifactFolder();
afterAll(() => artifacts.end());

describeWithAccount('plans by OpenTofu', () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = new Sandbox();
  });
  afterAll(() => sandbox.end());

  test('swap, whole and targeted', async () => {
    sandbox.synth(churn({}, { artifact: artifacts.file('one') }));
    await sandbox.deploy('test-network', 'test-churn');
    sandbox.synth(churn({}, { artifact: artifacts.file('two') }));
    kept('opentofu-swap', await sandbox.planJson('test-churn'));
    kept('opentofu-targeted', await sandbox.planJson('test-churn', ['-target=aws_s3_object.artifact_object']));
  });
});
