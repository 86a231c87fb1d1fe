import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';
import { PromqlClient } from '../shared/aws/promql';

/** The AWS services that status asks. */
export interface StatusAwsClients {
  readonly sagemaker: SageMakerClient;
  readonly cloudwatch: CloudWatchClient;
  readonly promql: PromqlClient;
  readonly ec2: EC2Client;
  readonly scaling: ApplicationAutoScalingClient;
  readonly sts: STSClient;
}

const ATTEMPTS = 2;
/** A machine in the VPC may have no way to AWS's APIs: that must be said, not waited for. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/** Clients of a region, with the credentials and addresses that the process environment sets. */
export function createStatusAwsClients(region: string): StatusAwsClients {
  const config = { region, maxAttempts: ATTEMPTS, requestHandler: TIMEOUTS };
  const cloudwatch = new CloudWatchClient(config);
  return {
    sagemaker: new SageMakerClient(config),
    cloudwatch,
    promql: new PromqlClient(region, () => cloudwatch.config.credentials()),
    ec2: new EC2Client(config),
    scaling: new ApplicationAutoScalingClient(config),
    sts: new STSClient(config),
  };
}
