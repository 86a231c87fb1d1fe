import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';

/** Whom the probe asks. */
export interface Clients {
  readonly lambda: LambdaClient;
  readonly ec2: EC2Client;
  readonly cloudwatch: CloudWatchClient;
}

/** A run takes as long as it is told to, and longer where names do not answer; what takes longer still failed. */
const LONGEST_ANSWER_MS = 300_000;

/** Clients of a region, with the credentials and addresses that the environment gives. */
export function clientsIn(region: string): Clients {
  const config = {
    region,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: LONGEST_ANSWER_MS, throwOnRequestTimeout: true },
  };
  return {
    // A run that was asked for twice would load the model twice: what failed is told instead.
    lambda: new LambdaClient({ ...config, maxAttempts: 1 }),
    ec2: new EC2Client(config),
    cloudwatch: new CloudWatchClient(config),
  };
}
