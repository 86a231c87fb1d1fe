import { HostedModel, type HostedModelProps } from '../../../modules/model/hosted-model';
import { synthesizeModule, the } from '../../support/synthesized';

const made = (changes: Partial<HostedModelProps> = {}) =>
  synthesizeModule((stack) => {
    new HostedModel(stack, 'model', {
      namePrefix: 'test-churn-',
      imageUri: 'image:1',
      artifact: {
        readableArn: 'x',
        revisionTriggers: { sha256: 'abc' },
        store: (revision) => `s3://bucket/${revision}/model.tar.gz`,
      },
      environment: {},
      networkIsolation: true,
      executionRoleArn: 'arn:role',
      subnetIds: ['subnet-a', 'subnet-b'],
      securityGroupIds: ['sg-1'],
      dependsOn: [],
      preconditions: [],
      ...changes,
    });
  });
const triggers = (terraform: ReturnType<typeof made>) => the(terraform, 'terraform_data').triggers_replace;

test('it is in the subnets, isolated, under the name of its revision', () => {
  expect(the(made(), 'aws_sagemaker_model')).toMatchObject({
    name: expect.stringMatching(/^test-churn-\$\{substr\(terraform_data\..+\.id, 0, 8\)\}$/),
    enable_network_isolation: true,
    vpc_config: { subnets: ['subnet-a', 'subnet-b'], security_group_ids: ['sg-1'] },
    primary_container: { image: 'image:1', model_data_url: expect.stringContaining('s3://bucket/') },
    lifecycle: { create_before_destroy: true },
  });
});

test.each<[string, Partial<HostedModelProps>]>([
  ['the image', { imageUri: 'image:2' }],
  ['the artifact', { artifact: { readableArn: 'x', revisionTriggers: { sha256: 'def' }, store: () => 's3://x/y' } }],
  ['the environment', { environment: { A: '1' } }],
  ['isolation', { networkIsolation: false }],
  ['the role', { executionRoleArn: 'arn:other' }],
  ['the subnets', { subnetIds: ['subnet-a'] }],
  ['the security group', { securityGroupIds: ['sg-2'] }],
])('%s makes a new revision', (_, changes) => {
  expect(triggers(made(changes))).not.toEqual(triggers(made()));
});

test('what Terraform would take for a template is taken as it stands', () => {
  expect(the(made({ environment: { A: '${x} %{y} $z' } }), 'aws_sagemaker_model')).toMatchObject({
    primary_container: { environment: { A: '$${x} %%{y} $z' } },
  });
});
