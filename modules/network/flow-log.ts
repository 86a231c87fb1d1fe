import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog as VpcFlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { arn, type ArnContext, type IamSettings, policyDocument, serviceTrust } from '../iam';

export interface FlowLogProps {
  /** What ARNs are built from. */
  readonly arnContext: ArnContext;
  /** The VPC that is logged. */
  readonly vpcId: string;
  /** The name of the log group. */
  readonly logGroupName: string;
  /** What the role's name begins with; Terraform adds 26 characters. */
  readonly rolePrefix: string;
  /** How many days the log is kept. */
  readonly retentionDays: number;
  /** The role's path and permissions boundary. */
  readonly iam: IamSettings;
}

/** A flow log of every connection of the VPC, accepted or refused, to CloudWatch Logs. Charged by volume. */
export class FlowLog extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'group', {
      name: props.logGroupName,
      retentionInDays: props.retentionDays,
    });
    const role = new IamRole(this, 'role', {
      namePrefix: props.rolePrefix,
      description: `Writes flow logs to ${props.logGroupName}`,
      path: props.iam.path,
      permissionsBoundary: props.iam.permissionsBoundaryArn,
      assumeRolePolicy: serviceTrust('vpc-flow-logs.amazonaws.com', {
        accountId: props.arnContext.accountId,
        sourceArns: [arn(props.arnContext, 'ec2', 'vpc-flow-log/*')],
      }),
      lifecycle: { createBeforeDestroy: true },
    });
    // What AWS documents, without CreateLogGroup: the group exists, and must not come back once it was destroyed.
    // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
    const policy = new IamRolePolicy(this, 'policy', {
      role: role.name,
      namePrefix: 'write-flow-log-',
      policy: policyDocument([
        {
          Sid: 'WriteLog',
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          Resource: [group.arn, `${group.arn}:*`],
        },
        // Takes no narrower resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
        { Sid: 'FindLog', Effect: 'Allow', Action: ['logs:DescribeLogGroups'], Resource: ['*'] },
      ]),
      lifecycle: { createBeforeDestroy: true },
    });
    new VpcFlowLog(this, 'log', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      logDestination: group.arn,
      iamRoleArn: role.arn,
      dependsOn: [policy],
      lifecycle: { createBeforeDestroy: true },
    });
  }
}
