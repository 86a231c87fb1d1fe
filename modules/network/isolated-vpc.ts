import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';
import type { Network } from './network';

export interface IsolatedVpcProps {
  /** The VPC's address range. */
  readonly cidrBlock: string;
  /** The address range of each zone's subnet, by the zone's name. */
  readonly subnetBlocks: Readonly<Record<string, string>>;
  /** The `Name` tags. */
  readonly names: {
    /** Of the VPC. */
    readonly vpc: string;
    /** Of the subnet in a zone. */
    readonly subnet: (zone: string) => string;
    /** Of the route table. */
    readonly routeTable: string;
    /** Of the default security group. */
    readonly defaultSecurityGroup: string;
  };
  /** Whether Terraform refuses to destroy the VPC. */
  readonly protect: boolean;
}

/**
 * A VPC with one private subnet in each zone, no route to the internet, and a default security group that lets nothing
 * through. Costs nothing by itself.
 */
export class IsolatedVpc extends Construct implements Network {
  readonly vpcId: string;
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly zoneIds: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: IsolatedVpcProps) {
    super(scope, id);
    const { names } = props;
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: props.cidrBlock,
      // Private DNS needs both, and AWS turns only the first on:
      // https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: names.vpc },
      lifecycle: { preventDestroy: props.protect || undefined },
    });
    // Without rules: whatever names no security group reaches nothing, and nothing reaches it.
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: vpc.id,
      tags: { Name: names.defaultSecurityGroup },
    });
    const routes = new RouteTable(this, 'routes', { vpcId: vpc.id, tags: { Name: names.routeTable } });
    const subnets = Object.entries(props.subnetBlocks).map(([zone, cidrBlock]) => {
      const subnet = new Subnet(this, `subnet-${zone}`, {
        vpcId: vpc.id,
        availabilityZone: zone,
        cidrBlock,
        mapPublicIpOnLaunch: false,
        tags: { Name: names.subnet(zone) },
        // Otherwise a removed zone's subnet would be destroyed before the PrivateLink endpoint has left it.
        lifecycle: { createBeforeDestroy: true },
      });
      new RouteTableAssociation(this, `routes-${zone}`, { subnetId: subnet.id, routeTableId: routes.id });
      return [zone, subnet] as const;
    });
    this.vpcId = vpc.id;
    this.subnetIds = Object.fromEntries(subnets.map(([zone, { id }]) => [zone, id]));
    this.zoneIds = Object.fromEntries(subnets.map(([zone, { fqn }]) => [zone, `${fqn}.availability_zone_id`]));
    this.routeTableIds = [routes.id];
  }
}
