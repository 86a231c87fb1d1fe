import { InterfaceGroup } from '../../../modules/model/interface-group';
import { synthesizeModule, the } from '../../support/synthesized';

const made = (executionRoleArn = 'arn:role') =>
  synthesizeModule((stack) => {
    new InterfaceGroup(stack, 'interfaces', {
      vpcId: 'vpc-1',
      namePrefix: 'test-churn-model-',
      executionRoleArn,
      dependsOn: [],
    });
  });

test('a group without rules, whose deletion waits for the last interface', () => {
  const group = the(made(), 'aws_security_group');
  expect(group).toMatchObject({
    vpc_id: 'vpc-1',
    name: expect.stringMatching(/^test-churn-model-\$\{substr\(terraform_data\./),
    timeouts: { delete: '45m' },
    lifecycle: { create_before_destroy: true },
  });
  expect(group).not.toHaveProperty('ingress');
  expect(group).not.toHaveProperty('egress');
});

test('another role gets another group: the old one waits for the old fleet’s interfaces', () => {
  expect(the(made('arn:other'), 'terraform_data')).toMatchObject({
    triggers_replace: { executionRoleArn: 'arn:other' },
  });
});
