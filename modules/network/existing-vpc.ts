import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { Construct } from 'constructs';
import type { Network } from './network';

export interface ExistingVpcProps {
  /** The VPC's ID. */
  readonly vpcId: string;
  /** The subnet of each zone, by the zone's name. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** The subnets' route tables, for a route to S3. @default - a route to S3 is assumed */
  readonly routeTableIds?: readonly string[] | undefined;
}

/**
 * An existing VPC: looked up, never changed. The plan fails where one of its DNS attributes is off, or a subnet is in
 * another zone or VPC.
 */
export class ExistingVpc extends Construct implements Network {
  readonly vpcId: string;
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly zoneIds: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: ExistingVpcProps) {
    super(scope, id);
    const vpc = new DataAwsVpc(this, 'vpc', {
      id: props.vpcId,
      lifecycle: {
        postcondition: [
          dnsAttribute(props.vpcId, 'enable_dns_support'),
          dnsAttribute(props.vpcId, 'enable_dns_hostnames'),
        ],
      },
    });
    const subnets = Object.entries(props.subnetIds).map(([zone, subnetId]) => {
      const subnet = new DataAwsSubnet(this, `subnet-${zone}`, {
        id: subnetId,
        lifecycle: {
          postcondition: [
            {
              condition: `\${self.availability_zone == "${zone}"}`,
              errorMessage: `${subnetId} is in \${self.availability_zone}, not in ${zone}: correct network.existing.subnets.`,
            },
            {
              condition: `\${self.vpc_id == "${props.vpcId}"}`,
              errorMessage: `${subnetId} is in \${self.vpc_id}, not in ${props.vpcId}: correct network.existing.`,
            },
          ],
        },
      });
      return [zone, subnet] as const;
    });
    this.vpcId = vpc.id;
    this.subnetIds = Object.fromEntries(subnets.map(([zone, { id }]) => [zone, id]));
    this.zoneIds = Object.fromEntries(subnets.map(([zone, { fqn }]) => [zone, `${fqn}.availability_zone_id`]));
    this.routeTableIds = props.routeTableIds ?? [];
  }
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html */
function dnsAttribute(vpcId: string, attribute: 'enable_dns_support' | 'enable_dns_hostnames') {
  const flag = attribute.replaceAll('_', '-');
  return {
    condition: `\${self.${attribute}}`,
    errorMessage:
      `${vpcId} has ${attribute} off, and private DNS needs it. Turn it on where the VPC is managed: ` +
      `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --${flag}.`,
  };
}
