import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';

/** Whom status asks. */
export interface Clients {
  readonly sagemaker: SageMakerClient;
  readonly cloudwatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly scaling: ApplicationAutoScalingClient;
}

/** Clients of a region, with the credentials and addresses that the environment gives. */
export function clientsIn(region: string): Clients {
  const config = { region, maxAttempts: 3 };
  return {
    sagemaker: new SageMakerClient(config),
    cloudwatch: new CloudWatchClient(config),
    ec2: new EC2Client(config),
    scaling: new ApplicationAutoScalingClient(config),
  };
}
