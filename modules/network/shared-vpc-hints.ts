import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { DataAwsSubnets } from '@cdktf/provider-aws/lib/data-aws-subnets';
import { TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import { addCheck, hclList } from '../hcl';

export interface SharedVpcHintsProps {
  /** The existing VPC's ID. */
  readonly vpcId: string;
  /** The zones the PrivateLink endpoint is in, and the subnets of these that settings name. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** The host name that private DNS answers for. */
  readonly runtimeHostName: string;
  /** Whether the PrivateLink endpoint, and with it the private name, is new to the VPC. */
  readonly capturesName: boolean;
}

/** Warnings at plan about what the other subnets of an existing VPC will notice. They refuse nothing. */
export class SharedVpcHints extends Construct {
  constructor(scope: Construct, id: string, props: SharedVpcHintsProps) {
    super(scope, id);
    const all = new DataAwsSubnets(this, 'subnets', { filter: [{ name: 'vpc-id', values: [props.vpcId] }] });
    const ids = TerraformIterator.fromList(all.ids);
    const subnet = new DataAwsSubnet(this, 'subnet', { forEach: ids, id: ids.value as string });

    const zones = hclList(Object.keys(props.subnetIds));
    const uncovered = `setsubtract([for s in ${subnet.fqn} : s.availability_zone], ${zones})`;
    addCheck(
      this,
      'every_zone_of_the_vpc_is_covered',
      `\${length(${uncovered}) == 0}`,
      `The VPC has subnets in \${join(", ", ${uncovered})}, where the PrivateLink endpoint has no network interface: ` +
        `${props.runtimeHostName} may not resolve there, or is answered from another zone. ` +
        'Name a subnet of each zone that has clients in network.existing.subnets.',
    );

    if (!props.capturesName) return;
    const others = `setsubtract(${all.fqn}.ids, ${hclList(Object.values(props.subnetIds))})`;
    addCheck(
      this,
      'private_dns_is_for_the_whole_vpc',
      `\${length(${others}) == 0}`,
      `Private DNS makes ${props.runtimeHostName} resolve to this PrivateLink endpoint in the whole VPC, ` +
        `beyond the subnets that the settings name (others: \${length(${others})}). Whoever calls SageMaker Runtime there must be let ` +
        'in by network.clients, and the endpoints they call by network.privateLink.alsoAllow.',
    );
  }
}
