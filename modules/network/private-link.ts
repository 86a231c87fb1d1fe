import { DataAwsVpcEndpoint } from '@cdktf/provider-aws/lib/data-aws-vpc-endpoint';
import { DataAwsVpcEndpointService } from '@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { hclList } from '../hcl';
import { policyDocument } from '../iam';
import { bearerTokenStatements, type InvocationKinds, invokeActions } from '../invocation';

/** A PrivateLink endpoint of SageMaker Runtime, managed or existing. */
export interface PrivateLink {
  readonly vpcEndpointId: string;
  /** The subnets of its network interfaces, by the zone's name. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Its security group; all of them, where it may have several. */
  readonly securityGroupId: string | string[];
  /** Its names, as an HCL expression: a list of objects with `dns_name`, as AWS lists them. */
  readonly dnsEntries: string;
}

/** What the policy of a PrivateLink endpoint lets through. */
export interface AllowedInvocations extends InvocationKinds {
  /** The ARNs of the SageMaker endpoints. */
  readonly endpointArns: readonly string[];
}

export interface PrivateLinkEndpointProps {
  /** The VPC that the endpoint serves. */
  readonly vpcId: string;
  /** The subnet of each zone, by the zone's name. */
  readonly subnetIds: Readonly<Record<string, string>>;
  /** Who may reach it. */
  readonly securityGroupId: string;
  /** `com.amazonaws.REGION.sagemaker.runtime`, or its FIPS variant. */
  readonly serviceName: string;
  /** What may be called through it. @default - no policy: every endpoint, in every way */
  readonly allowed?: AllowedInvocations | undefined;
  /** The `Name` tag. */
  readonly name: string;
  /** Whether Terraform refuses to destroy it. */
  readonly protect: boolean;
}

/**
 * The interface endpoint of SageMaker Runtime, in every zone, with private DNS: the Runtime's ordinary host name then
 * resolves to its addresses. Its policy allows invoking only. The plan fails where AWS does not offer the service in a
 * zone. Charged per zone and hour, and per GB.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
 */
export class PrivateLinkEndpoint extends Construct implements PrivateLink {
  readonly vpcEndpointId: string;
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly securityGroupId: string;
  readonly dnsEntries: string;

  constructor(scope: Construct, id: string, props: PrivateLinkEndpointProps) {
    super(scope, id);
    const zones = Object.keys(props.subnetIds);
    const missing = `setsubtract(${hclList(zones)}, self.availability_zones)`;
    const service = new DataAwsVpcEndpointService(this, 'service', {
      serviceName: props.serviceName,
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(${missing}) == 0}`,
            errorMessage:
              `AWS does not offer ${props.serviceName} in \${join(", ", ${missing})}, ` +
              'only in ${join(", ", sort(self.availability_zones))}: take the zones of network from these.',
          },
        ],
      },
    });
    const endpoint = new VpcEndpoint(this, 'endpoint', {
      vpcId: props.vpcId,
      vpcEndpointType: 'Interface',
      serviceName: service.serviceName,
      subnetIds: Object.values(props.subnetIds),
      securityGroupIds: [props.securityGroupId],
      privateDnsEnabled: true,
      policy: props.allowed && invokeOnly(props.allowed),
      tags: { Name: props.name },
      lifecycle: { preventDestroy: props.protect || undefined },
    });
    // When zones are added or removed, the plan keeps the endpoint's own attribute as it was, and an output of it would
    // lag one apply behind. This is read after the endpoint has changed.
    const names = new DataAwsVpcEndpoint(this, 'names', { id: endpoint.id, dependsOn: [endpoint] });
    this.vpcEndpointId = endpoint.id;
    this.subnetIds = props.subnetIds;
    this.securityGroupId = props.securityGroupId;
    this.dnsEntries = `${names.fqn}.dns_entry`;
  }
}

/** Only invoking is allowed, to anyone; the callers' own policies decide who may call. */
const invokeOnly = (allowed: AllowedInvocations): string =>
  policyDocument([
    {
      Sid: 'InvokeOnly',
      Effect: 'Allow',
      Principal: '*',
      Action: invokeActions(allowed),
      Resource: allowed.endpointArns,
    },
    ...bearerTokenStatements(allowed, { Principal: '*' }),
  ]);
