import type { EnvironmentSettings } from '../../settings';
import { resolved, settings } from '../support/settings';
import { stackOf, synthesizeEnvironments, the } from '../support/synthesized';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

const SHA256 = '5694d08a2e53ffcae0c3103e5ad6f6076abd960eb1f8a56577040bc1028f702b';

const stacks = (changes: Partial<EnvironmentSettings> = {}) => synthesizeEnvironments(resolved(settings(changes)));
const probe = (changes: Partial<EnvironmentSettings> = {}) =>
  stackOf(stacks({ probe: true, ...changes }), 'test-probe');
const output = (name: string) => `\${try(data.terraform_remote_state.network.outputs.${name}, "")}`;

test('only where it is asked for, and no other stack but the network is changed by it', () => {
  const { 'test-network': before, ...others } = stacks();
  const { 'test-network': after, 'test-probe': made, ...still } = stacks({ probe: true });
  expect(Object.keys(others)).toEqual(['test-churn']);
  expect(still).toEqual(others);
  expect(made).toBeDefined();
  expect(after).not.toEqual(before);
});

test('the output is that of the design', () => {
  expect(probe().output).toEqual({
    function_names: {
      description: 'The functions, by zone',
      value: {
        'eu-west-1a': '${aws_lambda_function.eu-west-1a_function.function_name}',
        'eu-west-1b': '${aws_lambda_function.eu-west-1b_function.function_name}',
      },
    },
  });
});

test.each(['eu-west-1a', 'eu-west-1b'])(
  'a function for %s, in exactly its subnet, with what the network has for it',
  (zone) => {
    const stack = probe();
    expect(the(stack, 'aws_lambda_function', `${zone}_function`)).toMatchObject({
      function_name: `test-probe-${zone}`,
      role: output('probe_role_arn'),
      vpc_config: { subnet_ids: [`\${local.subnet-${zone}}`], security_group_ids: [output('probe_security_group_id')] },
      filename: `assets/code/${SHA256}/probe.zip`,
      source_code_hash: Buffer.from(SHA256, 'hex').toString('base64'),
    });
    expect(the(stack, 'aws_cloudwatch_log_group', `${zone}_log`)).toMatchObject({
      name: `/aws/lambda/test-probe-${zone}`,
    });
    expect(stack.locals).toMatchObject({
      [`subnet-${zone}`]: `\${try(data.terraform_remote_state.network.outputs.subnet_ids["${zone}"], "")}`,
    });
  },
);

test('what the network does not have yet is said, with what to do', () => {
  expect(the(probe(), 'aws_lambda_function', 'eu-west-1b_function')).toMatchObject({
    lifecycle: {
      precondition: [
        {
          condition: '${contains(keys(data.terraform_remote_state.network.outputs.subnet_ids), "eu-west-1b")}',
          error_message: 'test-network has no subnet in eu-west-1b yet: deploy test-network first.',
        },
        {
          condition: '${try(data.terraform_remote_state.network.outputs.probe_role_arn, "") != ""}',
          error_message: 'test-network has no role for the probe yet: deploy test-network first.',
        },
      ],
    },
  });
});

test('it needs no endpoint', () => {
  expect(Object.keys(stacks({ probe: true, endpoints: {} }))).toEqual(['test-network', 'test-probe']);
});
