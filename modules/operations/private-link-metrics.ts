export const PRIVATE_LINK_NAMESPACE = 'AWS/PrivateLinkEndpoints';

/** What identifies a PrivateLink endpoint in the dimensions of its metrics. */
export interface PrivateLinkDimensions {
  readonly serviceName: string;
  readonly vpcId: string;
  readonly vpcEndpointId: string;
}

/**
 * The dimensions of one network interface's metrics: that in a subnet, and so in a zone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
 */
export const interfaceDimensions = (privateLink: PrivateLinkDimensions, subnetId: string): Record<string, string> => ({
  'Endpoint Type': 'Interface',
  'Service Name': privateLink.serviceName,
  'Subnet Id': subnetId,
  'VPC Endpoint Id': privateLink.vpcEndpointId,
  'VPC Id': privateLink.vpcId,
});
