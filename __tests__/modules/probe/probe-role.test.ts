import { ProbeRole } from '../../../modules/probe/probe-role';
import { policyOf, synthesizeModule, the } from '../../support/synthesized';

const made = () =>
  synthesizeModule((stack) => {
    new ProbeRole(stack, 'role', {
      rolePrefix: 'test-probe-',
      functionArns: 'arn:aws:lambda:eu-west-1:111122223333:function:test-probe-*',
      logGroupArns: 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/test-probe-*',
      endpointArns: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/test-*',
      vpcEndpointId: 'vpce-1',
      iam: { path: '/x/', permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary' },
    });
  });
const inline = (name: string) =>
  Object.values(made().resource?.aws_iam_role_policy ?? {}).find(({ name_prefix }) => name_prefix === name) ?? {};
const policy = (name: string) => policyOf(inline(name)).Statement;

test('a role that Lambda takes, with what every role carries', () => {
  const role = the(made(), 'aws_iam_role');
  expect(role).toMatchObject({
    name_prefix: 'test-probe-',
    path: '/x/',
    permissions_boundary: 'arn:aws:iam::111122223333:policy/boundary',
  });
  expect(policyOf(role, 'assume_role_policy').Statement).toEqual([
    expect.objectContaining({ Principal: { Service: 'lambda.amazonaws.com' }, Action: ['sts:AssumeRole'] }),
  ]);
});

test('Lambda may connect the functions to the VPC', () => {
  expect(policy('connect-')[0]).toMatchObject({
    Effect: 'Allow',
    Action: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    Resource: ['*'],
  });
});

test('their code may not: all of that is denied to it, and taking an interface off as well', () => {
  const [allowed, denied, ...others] = policy('connect-');
  expect(denied).toMatchObject({
    Effect: 'Deny',
    Action: [...(allowed?.Action as string[]), 'ec2:DetachNetworkInterface'],
    Resource: ['*'],
    Condition: {
      ArnLike: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-west-1:111122223333:function:test-probe-*' },
    },
  });
  expect(others).toEqual([]);
});

test('their code calls the environment’s endpoints through PrivateLink, writes its log, and nothing else', () => {
  expect(policy('measure-')).toEqual([
    {
      Sid: 'InvokeThroughPrivateLink',
      Effect: 'Allow',
      Action: ['sagemaker:InvokeEndpoint'],
      Resource: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/test-*'],
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    },
    {
      Sid: 'WriteLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/test-probe-*:*'],
    },
  ]);
});

test('its successor is made first, but not that of the policy that names the PrivateLink endpoint', () => {
  const first = { lifecycle: { create_before_destroy: true } };
  expect(the(made(), 'aws_iam_role')).toMatchObject(first);
  expect(inline('connect-')).toMatchObject(first);
  expect(inline('measure-')).not.toHaveProperty('lifecycle');
});
