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
 * The role of the probe's functions: Lambda uses it to connect them to the VPC, and their code to call the endpoints.
 *
 * It is part of the network and not of the functions, because Lambda deletes their network interfaces with it, some
 * time after the functions are deleted.
 */
export class ProbeRole extends Construct {
  readonly arn: string;
  /** What must exist until Lambda has deleted the last network interface. */
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
    // A policy of its own, without create_before_destroy: the PrivateLink endpoint that it names would inherit that,
    // and AWS refuses a second one with private DNS.
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
 * Without the conditions that other services' roles have here: AWS does not document that Lambda sets `aws:SourceArn`
 * or `aws:SourceAccount` when it assumes an execution role, and if it does not, no function can be created. Only
 * functions of the role's own account can use it.
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

/** What AWS documents, on the resources it documents: with less, Lambda refuses to create the function. */
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
    // Lambda's own calls come from no function.
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
  // Without CreateLogGroup: the groups exist, and must not come back once they were destroyed.
  {
    Sid: 'WriteLog',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [`${logGroupArns}:*`],
  },
];
