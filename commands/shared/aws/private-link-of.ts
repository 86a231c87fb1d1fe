import { DescribeVpcEndpointsCommand, type EC2Client, type VpcEndpoint } from '@aws-sdk/client-ec2';

/**
 * The VPC endpoint for a service that calls from a VPC take: the one with private DNS before any other. Undefined where
 * there is none.
 */
export async function privateLinkOf(
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
