import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';

/** The AWS services that the probe asks. */
export interface ProbeAwsClients {
  readonly lambda: LambdaClient;
  readonly ec2: EC2Client;
  readonly cloudwatch: CloudWatchClient;
}

/** A run takes as long as it is told to, and longer where names do not answer; what takes longer still failed. */
const LONGEST_ANSWER_MS = 300_000;

/** Clients of a region, with the credentials and addresses that the process environment sets. */
export function createProbeAwsClients(region: string): ProbeAwsClients {
  const config = {
    region,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: LONGEST_ANSWER_MS, throwOnRequestTimeout: true },
  };
  return {
    // A second attempt would load the model twice: the first failure is reported instead.
    lambda: new LambdaClient({ ...config, maxAttempts: 1 }),
    ec2: new EC2Client(config),
    cloudwatch: new CloudWatchClient(config),
  };
}
