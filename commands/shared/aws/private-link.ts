import { DescribeVpcEndpointsCommand, type EC2Client } from '@aws-sdk/client-ec2';

/** A PrivateLink endpoint, as EC2 describes it. */
export interface PrivateLinkDescription {
  readonly id: string;
  /** In lower case, as the API answers whatever its model says. */
  readonly state: string;
  readonly privateDns: boolean;
  readonly subnetIds: readonly string[];
  readonly networkInterfaceIds: readonly string[];
  /** In no particular order. */
  readonly dnsNames: readonly string[];
}

/**
 * The VPC endpoint for a service that calls from a VPC take: the one with private DNS before any other. Undefined where
 * there is none.
 */
export async function describePrivateLink(
  ec2: EC2Client,
  vpcId: string,
  serviceName: string,
): Promise<PrivateLinkDescription | undefined> {
  const { VpcEndpoints: all = [] } = await ec2.send(
    new DescribeVpcEndpointsCommand({
      Filters: [
        { Name: 'vpc-id', Values: [vpcId] },
        { Name: 'service-name', Values: [serviceName] },
      ],
    }),
  );
  const endpoint = all.find(({ PrivateDnsEnabled }) => PrivateDnsEnabled) ?? all[0];
  return (
    endpoint && {
      id: endpoint.VpcEndpointId ?? '',
      state: (endpoint.State ?? 'unknown').toLowerCase(),
      privateDns: endpoint.PrivateDnsEnabled ?? false,
      subnetIds: endpoint.SubnetIds ?? [],
      networkInterfaceIds: endpoint.NetworkInterfaceIds ?? [],
      dnsNames: (endpoint.DnsEntries ?? []).flatMap(({ DnsName }) => DnsName ?? []),
    }
  );
}
