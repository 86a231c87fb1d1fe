import { executionPermissions } from '../../../modules/model/execution-permissions';
import { ExecutionRole } from '../../../modules/model/execution-role';
import { policyOf, synthesizeModule, the } from '../../support/synthesized';

const arnContext = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };
const permissions = (kmsKeyArns: string[] = []) =>
  executionPermissions({
    arnContext,
    artifactArn: 'arn:aws:s3:::bucket/*',
    repositoryArn: 'arn:aws:ecr:eu-west-1:111122223333:repository/scoring',
    logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:group',
    vpcId: 'vpc-1',
    subnetIds: ['subnet-a', 'subnet-b'],
    kmsKeyArns,
  });
const made = () =>
  synthesizeModule((stack) => {
    new ExecutionRole(stack, 'role', {
      arnContext,
      rolePrefix: 'test-churn-',
      policyPrefix: 'test-churn-',
      permissions: permissions(),
      iam: {},
      description: 'x',
    });
  });

/** Actions that take no narrower resource, from AWS's Service Authorization Reference. */
const UNNARROWABLE = [
  'ecr:GetAuthorizationToken',
  'cloudwatch:PutMetricData',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeVpcEndpoints',
];

test('exactly what AWS lists for hosting in a VPC', () => {
  expect(
    permissions()
      .flatMap(({ Action }) => Action)
      .toSorted(),
  ).toEqual(
    [
      's3:GetObject',
      'ecr:BatchCheckLayerAvailability',
      'ecr:GetDownloadUrlForLayer',
      'ecr:BatchGetImage',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'logs:DescribeLogStreams',
      'cloudwatch:DescribeAlarms',
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteNetworkInterfacePermission',
      ...UNNARROWABLE,
    ].toSorted(),
  );
});

test('no wildcard resource that AWS does not force', () => {
  const everything = permissions(['arn:aws:kms:eu-west-1:111122223333:key/1']).filter(({ Resource }) =>
    Resource?.includes('*'),
  );
  expect(everything.flatMap(({ Action }) => Action).toSorted()).toEqual(UNNARROWABLE.toSorted());
});

test('network interfaces are created in the subnets, with a group of the VPC, and deleted without a condition', () => {
  const ec2 = permissions().filter(({ Sid }) => /Interface|SecurityGroup/.test(Sid));
  const inVpc = { ArnEquals: { 'ec2:Vpc': 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1' } };
  expect(
    ec2.map(({ Sid, Resource, Condition }) => [Sid, Resource?.map((one) => one.split(':').at(-1)), Condition]),
  ).toEqual([
    ['MakeNetworkInterface', ['network-interface/*', 'subnet/subnet-a', 'subnet/subnet-b'], undefined],
    ['GiveSecurityGroup', ['security-group/*'], inVpc],
    ['UseNetworkInterface', ['network-interface/*'], inVpc],
    ['DeleteNetworkInterface', ['network-interface/*'], undefined],
  ]);
});

test('keys only where there are any, and only those', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';
  const uses = (keys: string[]) =>
    permissions(keys).filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));
  expect(uses([])).toEqual([]);
  expect(uses([key])).toMatchObject([
    { Action: ['kms:Decrypt', 'kms:CreateGrant', 'kms:DescribeKey'], Resource: [key] },
  ]);
  expect(uses([key, key])).toEqual(uses([key]));
});

test('only SageMaker takes the role, and only for this account', () => {
  expect(policyOf(the(made(), 'aws_iam_role'), 'assume_role_policy').Statement).toMatchObject([
    {
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Condition: {
        ArnLike: { 'aws:SourceArn': ['arn:aws:sagemaker:eu-west-1:111122223333:*'] },
      },
    },
  ]);
});

test('a policy that changes gets a successor under another name; it is never changed where it stands', () => {
  const policy = the(made(), 'aws_iam_role_policy');
  expect(policy).toMatchObject({
    lifecycle: { create_before_destroy: true },
    name: expect.stringContaining('terraform_data.'),
  });
  expect(the(made(), 'terraform_data')).toMatchObject({
    triggers_replace: { document: policy.policy },
    lifecycle: { create_before_destroy: true },
  });
});
