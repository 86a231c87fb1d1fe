import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { DataAwsVpcEndpoint } from '@cdktf/provider-aws/lib/data-aws-vpc-endpoint';
import { TerraformIterator } from 'cdktf';
import { Construct } from 'constructs';
import { hclList } from '../hcl';
import type { PrivateLink } from './private-link';

export interface ExistingPrivateLinkProps {
  /** The VPC endpoint's ID. */
  readonly vpcEndpointId: string;
  /** The VPC it must be in: the ID itself and no token, because conditions quote it. */
  readonly vpcId: string;
  /** The service it must be for: `com.amazonaws.REGION.sagemaker.runtime`, or its FIPS variant. */
  readonly serviceName: string;
  /** The zones it must have a network interface in. */
  readonly zones: readonly string[];
}

/**
 * An existing PrivateLink endpoint: looked up, never changed. The plan fails where it is for another service or in
 * another VPC, is not available, has private DNS off, or has no network interface in a zone.
 */
export class ExistingPrivateLink extends Construct implements PrivateLink {
  readonly vpcEndpointId: string;
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly securityGroupId: string[];
  readonly dnsEntries: string;

  constructor(scope: Construct, id: string, props: ExistingPrivateLinkProps) {
    super(scope, id);
    const { vpcEndpointId } = props;
    const endpoint = new DataAwsVpcEndpoint(this, 'endpoint', {
      id: vpcEndpointId,
      lifecycle: {
        postcondition: [
          {
            condition: `\${self.service_name == "${props.serviceName}"}`,
            errorMessage: `${vpcEndpointId} is for \${self.service_name}, not for ${props.serviceName}: correct network.privateLink.existing.`,
          },
          {
            condition: `\${self.vpc_id == "${props.vpcId}"}`,
            errorMessage: `${vpcEndpointId} is in \${self.vpc_id}, not in ${props.vpcId}: correct network.privateLink.existing.`,
          },
          {
            condition: '${self.state == "available"}',
            errorMessage: `${vpcEndpointId} is \${self.state}, not available: see to it where it is managed.`,
          },
          {
            condition: '${self.private_dns_enabled}',
            errorMessage:
              `${vpcEndpointId} has private DNS off, so that calls would leave the VPC. Turn it on where it is managed: ` +
              `aws ec2 modify-vpc-endpoint --vpc-endpoint-id ${vpcEndpointId} --private-dns-enabled.`,
          },
        ],
      },
    });
    const subnets = TerraformIterator.fromList(endpoint.subnetIds);
    const subnet = new DataAwsSubnet(this, 'subnet', { forEach: subnets, id: subnets.value as string });
    const missing = `setsubtract(${hclList(props.zones)}, [for s in ${subnet.fqn} : s.availability_zone])`;
    // On a data source of its own, because the endpoint's cannot refer to what is looked up after it.
    new DataAwsVpcEndpoint(this, 'coverage', {
      id: endpoint.id,
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(${missing}) == 0}`,
            errorMessage:
              `${vpcEndpointId} has no network interface in \${join(", ", ${missing})}: add a subnet there where it is managed, ` +
              'or take the zone out of network.existing.subnets.',
          },
        ],
      },
    });
    this.vpcEndpointId = endpoint.id;
    this.subnetIds = Object.fromEntries(
      props.zones.map((zone) => [zone, `\${one([for s in ${subnet.fqn} : s.id if s.availability_zone == "${zone}"])}`]),
    );
    this.securityGroupId = endpoint.securityGroupIds;
    this.dnsEntries = `${endpoint.fqn}.dns_entry`;
  }
}
