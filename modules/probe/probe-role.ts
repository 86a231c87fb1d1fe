import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type IamSettings, policyDocument, type IamStatement } from '../iam';

export interface ProbeRoleProps {
  /** What the role's name begins with; Terraform adds 26 characters. */
  readonly rolePrefix: string;
  /** The functions, by a pattern. */
  readonly functionArns: string;
  /** Their log groups, by a pattern. */
  readonly logGroupArns: string;
  /** The SageMaker endpoints that they may call, by a pattern. */
  readonly endpointArns: string;
  /** The one PrivateLink endpoint that calls may come through. */
  readonly vpcEndpointId: string;
  /** Its path and permissions boundary. */
  readonly iam: IamSettings;
}

/**
 * The role of the probe's functions: what Lambda does with it to connect them to the VPC, and what their code does.
 *
 * It is part of the network and not of the functions, because Lambda takes their network interfaces away with it, some
 * time after they are gone.
 */
export class ProbeRole extends Construct {
  readonly arn: string;
  /** What must be there until Lambda has taken the last network interface away. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ProbeRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      namePrefix: props.rolePrefix,
      description: 'Measures the way to the models from inside the VPC',
      path: props.iam.path,
      permissionsBoundary: props.iam.permissionsBoundaryArn,
      assumeRolePolicy: TRUST,
      lifecycle: { createBeforeDestroy: true },
    });
    const connect = new IamRolePolicy(this, 'connect', {
      role: role.name,
      namePrefix: 'connect-',
      policy: policyDocument(connecting(props.functionArns)),
      lifecycle: { createBeforeDestroy: true },
    });
    // On its own, and not created before it is destroyed: else that would hold for the PrivateLink endpoint that it
    // names, too, and AWS refuses a second one with private DNS.
    new IamRolePolicy(this, 'measure', {
      role: role.name,
      namePrefix: 'measure-',
      policy: policyDocument(measuring(props)),
    });
    this.arn = role.arn;
    this.ready = [connect];
  }
}

/**
 * Without the conditions that other services' roles have here: that Lambda tells `aws:SourceArn` or `aws:SourceAccount`
 * when it takes an execution role is nowhere documented, and where it does not, no function can be made. A role can be
 * given to functions of its own account only.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
const TRUST = policyDocument([
  {
    Sid: 'AssumedByLambda',
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: ['sts:AssumeRole'],
  },
]);

/** What AWS asks for, on what it asks for: narrower, and Lambda refuses to make the function. */
const CONNECT = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const connecting = (functionArns: string): IamStatement[] => [
  { Sid: 'ConnectToVpc', Effect: 'Allow', Action: CONNECT, Resource: ['*'] },
  {
    // What Lambda does itself comes from no function.
    Sid: 'NotByTheCode',
    Effect: 'Deny',
    Action: [...CONNECT, 'ec2:DetachNetworkInterface'],
    Resource: ['*'],
    Condition: { ArnLike: { 'lambda:SourceFunctionArn': functionArns } },
  },
];

const measuring = ({ endpointArns, vpcEndpointId, logGroupArns }: ProbeRoleProps): IamStatement[] => [
  {
    Sid: 'InvokeThroughPrivateLink',
    Effect: 'Allow',
    Action: ['sagemaker:InvokeEndpoint'],
    Resource: [endpointArns],
    Condition: { StringEquals: { 'aws:SourceVpce': vpcEndpointId } },
  },
  // Without CreateLogGroup: the groups are there, and must not come back once they were destroyed.
  {
    Sid: 'WriteLog',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [`${logGroupArns}:*`],
  },
];
