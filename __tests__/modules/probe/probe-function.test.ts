import { ProbeFunction } from '../../../modules/probe/probe-function';
import { synthesizeModule, the } from '../../support/synthesized';

const made = () =>
  synthesizeModule((stack) => {
    new ProbeFunction(stack, 'probe', {
      functionName: 'test-probe-eu-west-1a',
      logGroupName: '/aws/lambda/test-probe-eu-west-1a',
      description: 'measures',
      roleArn: 'arn:aws:iam::111122223333:role/probe',
      subnetId: 'subnet-1',
      securityGroupId: 'sg-1',
      codePath: 'assets/code/1/probe.zip',
      codeSha256: 'c2hh',
      preconditions: [{ condition: '${true}', errorMessage: 'never said' }],
    });
  });

test('in one subnet, with one whole vCPU', () => {
  expect(the(made(), 'aws_lambda_function')).toMatchObject({
    function_name: 'test-probe-eu-west-1a',
    role: 'arn:aws:iam::111122223333:role/probe',
    vpc_config: { subnet_ids: ['subnet-1'], security_group_ids: ['sg-1'] },
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    architectures: ['arm64'],
    memory_size: 1769,
    timeout: 300,
    lifecycle: { precondition: [{ condition: '${true}', error_message: 'never said' }] },
  });
});

test('all of its code is in the zip, and other bytes are other code', () => {
  const lambda = the(made(), 'aws_lambda_function');
  expect(lambda).toMatchObject({ filename: 'assets/code/1/probe.zip', source_code_hash: 'c2hh' });
  expect(lambda).not.toHaveProperty('layers');
  expect(lambda).not.toHaveProperty('environment');
});

test('its log group comes before it, and is not kept for ever', () => {
  expect(the(made(), 'aws_cloudwatch_log_group')).toMatchObject({
    name: '/aws/lambda/test-probe-eu-west-1a',
    retention_in_days: 30,
  });
  expect(the(made(), 'aws_lambda_function').logging_config).toEqual({
    log_format: 'Text',
    log_group: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..+\.name\}$/),
  });
});
