import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';

export interface S3GatewayProps {
  /** The VPC that reaches S3 through it. */
  readonly vpcId: string;
  /** The name of S3's gateway service in the region. */
  readonly serviceName: string;
  /** The route tables that get the route. */
  readonly routeTableIds: readonly string[];
  /** The `Name` tag. */
  readonly name: string;
}

/**
 * The gateway endpoint through which the subnets reach S3, without which no artifact can be downloaded. Free.
 *
 * It keeps AWS's own policy, which allows everything: all S3 traffic of these route tables goes through it, that of
 * other buckets and clients too, and what may be done is for the roles and buckets to say.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export class S3Gateway extends Construct {
  constructor(scope: Construct, id: string, props: S3GatewayProps) {
    super(scope, id);
    new VpcEndpoint(this, 'endpoint', {
      vpcId: props.vpcId,
      vpcEndpointType: 'Gateway',
      serviceName: props.serviceName,
      routeTableIds: [...props.routeTableIds],
      tags: { Name: props.name },
    });
  }
}
