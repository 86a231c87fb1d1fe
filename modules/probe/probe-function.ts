import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import type { TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';

export interface ProbeFunctionProps {
  /** The function's name. */
  readonly functionName: string;
  /** The name of its log group. */
  readonly logGroupName: string;
  /** What the function is for, as the console shows it. */
  readonly description: string;
  /** The function's execution role. */
  readonly roleArn: string;
  /** The one subnet that it calls from. */
  readonly subnetId: string;
  /** The security group of its network interfaces. */
  readonly securityGroupId: string;
  /** The path of the zip, from the stack's folder. */
  readonly codePath: string;
  /** The SHA-256 of the zip, in Base64. */
  readonly codeSha256: string;
  /** What must hold before there is a function. */
  readonly preconditions: TerraformResourceLifecycle['precondition'];
}

/**
 * The memory at which Lambda gives a function a whole vCPU. With less, waiting for the CPU would be part of every
 * latency: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MEMORY_MB = 1769;
/** Longer than any run takes. */
const TIMEOUT_SECONDS = 300;
const RETENTION_DAYS = 30;

/** A Lambda function that measures from one zone, in whose subnet alone it is. Charged only while it measures. */
export class ProbeFunction extends Construct {
  readonly functionName: string;

  constructor(scope: Construct, id: string, props: ProbeFunctionProps) {
    super(scope, id);
    // Created before the function, because Lambda would otherwise create it and keep it forever.
    const log = new CloudwatchLogGroup(this, 'log', { name: props.logGroupName, retentionInDays: RETENTION_DAYS });
    const measuring = new LambdaFunction(this, 'function', {
      functionName: props.functionName,
      description: props.description,
      role: props.roleArn,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      architectures: ['arm64'],
      memorySize: MEMORY_MB,
      timeout: TIMEOUT_SECONDS,
      filename: props.codePath,
      sourceCodeHash: props.codeSha256,
      vpcConfig: { subnetIds: [props.subnetId], securityGroupIds: [props.securityGroupId] },
      loggingConfig: { logFormat: 'Text', logGroup: log.name },
      lifecycle: { precondition: props.preconditions },
    });
    this.functionName = measuring.functionName;
  }
}
