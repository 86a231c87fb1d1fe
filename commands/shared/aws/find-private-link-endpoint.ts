import { DescribeVpcEndpointsCommand, type EC2Client, type VpcEndpoint } from '@aws-sdk/client-ec2';

/**
 * Finds the VPC endpoint that calls of a service from a VPC go through: the one with private DNS, if there are several.
 */
export async function findPrivateLinkEndpoint(
  ec2: EC2Client,
  vpcId: string,
  serviceName: string,
): Promise<VpcEndpoint | undefined> {
  const { VpcEndpoints: found = [] } = await ec2.send(
    new DescribeVpcEndpointsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [vpcId] },
        { Name: 'service-name', Values: [serviceName] },
      ],
    }),
  );
  return found.find(({ PrivateDnsEnabled }) => PrivateDnsEnabled) ?? found[0];
}
