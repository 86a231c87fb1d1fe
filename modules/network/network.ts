/** A VPC with a subnet in each zone, managed or existing. */
export interface Network {
  readonly vpcId: string;
  /** The subnet of each zone, by the zone's name. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** The ID of each zone as an HCL expression, by the zone's name: accounts may name the same zone differently. */
  readonly zoneIds: Readonly<Record<string, string>>;
  /** The route tables that a route to S3 goes into; none where one is taken to be there. */
  readonly routeTableIds: readonly string[];
}

/** Port 443 over TCP, as security group rules put it. */
export const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

/**
 * The port of InvokeEndpointWithBidirectionalStream, by the endpoint rules of AWS's SDKs: the Runtime's own host name.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/blob/main/clients/client-sagemaker-runtime-http2/src/endpoint/bdd.ts
 */
export const BIDIRECTIONAL_STREAMS = { ipProtocol: 'tcp', fromPort: 8443, toPort: 8443 } as const;
