import { existingNetwork, ec2Id, settings } from '../support/settings';
import { policyOf, the } from '../support/synthesized';
import { created, network } from './support/network';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

test('without a probe nothing is made for it, and its outputs are empty', () => {
  const stack = created({});
  expect(JSON.stringify(stack.resource)).not.toContain('probe');
  expect(stack.output).toMatchObject({ probe_role_arn: { value: '' }, probe_security_group_id: { value: '' } });
});

test.each([
  ['by default', {}],
  ['where the settings name others', { clients: { securityGroupIds: [ec2Id('sg', '1')] } }],
])('the probe is a client of the PrivateLink endpoint, %s', (_, more) => {
  const stack = network({ probe: true, network: { ...settings().network, ...more } });
  const group = '${aws_security_group.probe_group.id}';
  expect(the(stack, 'aws_vpc_security_group_ingress_rule', 'from-probe')).toMatchObject({
    security_group_id: '${aws_security_group.private-link-access_group.id}',
    referenced_security_group_id: group,
    from_port: 443,
    to_port: 443,
  });
  expect(the(stack, 'aws_vpc_security_group_egress_rule', 'probe_to-private-link')).toMatchObject({
    security_group_id: group,
    referenced_security_group_id: '${aws_security_group.private-link-access_group.id}',
    from_port: 443,
    to_port: 443,
  });
  expect(stack.output).toMatchObject({
    probe_security_group_id: { value: group },
    probe_role_arn: { value: '${aws_iam_role.probe-role_role.arn}' },
  });
});

test('the probe’s security group goes before its role’s policy, and is waited for as long as Lambda takes', () => {
  expect(the(network({ probe: true }), 'aws_security_group', 'probe_group')).toMatchObject({
    name_prefix: 'test-probe-',
    depends_on: ['aws_iam_role_policy.probe-role_connect'],
    timeouts: { delete: '45m' },
    lifecycle: { create_before_destroy: true },
  });
});

test('the probe calls this environment’s endpoints through its PrivateLink endpoint, and its code cannot change networks', () => {
  const stack = network({ probe: true, iam: { path: '/x/' } });
  expect(the(stack, 'aws_iam_role', 'probe-role_role')).toMatchObject({ name_prefix: 'test-probe-', path: '/x/' });
  const account = '${data.aws_caller_identity.caller.account_id}';
  expect(policyOf(the(stack, 'aws_iam_role_policy', 'measure')).Statement).toMatchObject([
    {
      Resource: [`arn:aws:sagemaker:eu-west-1:${account}:endpoint/test-*`],
      Condition: { StringEquals: { 'aws:SourceVpce': '${aws_vpc_endpoint.private-link_endpoint.id}' } },
    },
    { Resource: [`arn:aws:logs:eu-west-1:${account}:log-group:/aws/lambda/test-probe-*:*`] },
  ]);
  expect(policyOf(the(stack, 'aws_iam_role_policy', 'connect')).Statement).toContainEqual(
    expect.objectContaining({
      Effect: 'Deny',
      Condition: {
        ArnLike: { 'lambda:SourceFunctionArn': `arn:aws:lambda:eu-west-1:${account}:function:test-probe-*` },
      },
    }),
  );
});

test('an existing PrivateLink endpoint: the probe may go out to each of its security groups, and nothing of it is changed', () => {
  const stack = network({
    probe: true,
    network: existingNetwork({ privateLink: { existing: { vpcEndpointId: ec2Id('vpce', '1') } } }),
  });
  expect(the(stack, 'aws_vpc_security_group_egress_rule', 'probe_to-private-link')).toMatchObject({
    for_each: '${toset(tolist(data.aws_vpc_endpoint.private-link_endpoint.security_group_ids))}',
    referenced_security_group_id: '${each.value}',
    from_port: 443,
  });
  expect(stack.resource).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
  expect(policyOf(the(stack, 'aws_iam_role_policy', 'measure')).Statement).toContainEqual(
    expect.objectContaining({
      Condition: { StringEquals: { 'aws:SourceVpce': '${data.aws_vpc_endpoint.private-link_endpoint.id}' } },
    }),
  );
});
