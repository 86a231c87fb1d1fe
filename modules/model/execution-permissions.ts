import { arn, type ArnContext, type IamStatement } from '../iam';

export interface ExecutionPermissionsProps {
  /** What ARNs are built from. */
  readonly arnContext: ArnContext;
  /** What may be read as the artifact. */
  readonly artifactArn: string;
  /** The image's repository in Amazon ECR. */
  readonly repositoryArn: string;
  /** The endpoint's log group. */
  readonly logGroupArn: string;
  /** The VPC that the network interfaces are in. */
  readonly vpcId: string;
  /** The subnets that network interfaces may be created in. */
  readonly subnetIds: readonly string[];
  /** The keys that the artifact and the instances' volumes are encrypted with. */
  readonly kmsKeyArns: readonly string[];
}

/**
 * What SageMaker does with an execution role when it hosts a model, and nothing else. `docs/security.md` has the
 * reason for each.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms
 */
export const executionPermissions = (props: ExecutionPermissionsProps): IamStatement[] => [
  allow('FetchArtifact', ['s3:GetObject'], [props.artifactArn]),
  allow(
    'FetchImage',
    ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
    [props.repositoryArn],
  ),
  // Takes no narrower resource.
  allow('LogInToRegistry', ['ecr:GetAuthorizationToken'], ['*']),
  allow(
    'WriteLog',
    ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    [props.logGroupArn, `${props.logGroupArn}:*`],
  ),
  {
    // Takes no narrower resource, but a condition on the namespace.
    ...allow('PublishMetrics', ['cloudwatch:PutMetricData'], ['*']),
    Condition: { StringEquals: { 'cloudwatch:namespace': ['AWS/SageMaker', '/aws/sagemaker/Endpoints'] } },
  },
  // DescribeAlarms is authorized on all alarms of the account and region, whichever are named in the call.
  allow('WatchRollout', ['cloudwatch:DescribeAlarms'], [arn(props.arnContext, 'cloudwatch', 'alarm:*')]),
  ...networkInterfaces(props),
  ...keys(props.kmsKeyArns),
];

/** The interfaces through which a model with a `VpcConfig` reaches its subnets. */
function networkInterfaces({ arnContext, vpcId, subnetIds }: ExecutionPermissionsProps): IamStatement[] {
  const anyInterface = arn(arnContext, 'ec2', 'network-interface/*');
  const inVpc = { ArnEquals: { 'ec2:Vpc': arn(arnContext, 'ec2', `vpc/${vpcId}`) } };
  return [
    allow(
      'MakeNetworkInterface',
      ['ec2:CreateNetworkInterface'],
      [anyInterface, ...subnetIds.map((subnet) => arn(arnContext, 'ec2', `subnet/${subnet}`))],
    ),
    {
      // Not by ID: the interfaces' own group depends on this policy, so that it is deleted before it.
      ...allow('GiveSecurityGroup', ['ec2:CreateNetworkInterface'], [arn(arnContext, 'ec2', 'security-group/*')]),
      Condition: inVpc,
    },
    {
      ...allow(
        'UseNetworkInterface',
        ['ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterfacePermission'],
        [anyInterface],
      ),
      // By VPC and not by subnet: interfaces in a zone that was removed are still to be deleted.
      Condition: inVpc,
    },
    // Without a condition, as on AWS's page: a deletion that is denied would leave interfaces in the VPC for good.
    allow('DeleteNetworkInterface', ['ec2:DeleteNetworkInterface'], [anyInterface]),
    // EC2's Describe actions take no narrower resource.
    allow(
      'SeeNetwork',
      [
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeVpcs',
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeSubnets',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeVpcEndpoints',
      ],
      ['*'],
    ),
  ];
}

const keys = (kmsKeyArns: readonly string[]): IamStatement[] =>
  kmsKeyArns.length === 0
    ? []
    : [allow('UseKeys', ['kms:Decrypt', 'kms:CreateGrant', 'kms:DescribeKey'], [...new Set(kmsKeyArns)])];

const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): IamStatement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
});
