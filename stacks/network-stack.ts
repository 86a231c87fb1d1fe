import type { Construct } from 'constructs';
import { arn, type IamSettings } from '../modules/iam';
import { ExistingPrivateLink } from '../modules/network/existing-private-link';
import { ExistingVpc } from '../modules/network/existing-vpc';
import { ClientSecurityGroup } from '../modules/network/client-security-group';
import { FlowLog } from '../modules/network/flow-log';
import { IsolatedVpc } from '../modules/network/isolated-vpc';
import { ModelSecurityGroup } from '../modules/network/model-security-group';
import type { Network } from '../modules/network/network';
import { type PrivateLink, PrivateLinkEndpoint } from '../modules/network/private-link';
import { PrivateLinkSecurityGroup } from '../modules/network/private-link-security-group';
import { S3Gateway } from '../modules/network/s3-gateway';
import { SharedVpcHints } from '../modules/network/shared-vpc-hints';
import { PacketsDroppedAlarms } from '../modules/operations/packets-dropped-alarms';
import { ProbeRole } from '../modules/probe/probe-role';
import type { ResolvedNetwork } from '../settings';
import type { ProbeNames } from '../settings/names';
import type { AllowedClients } from '../settings/resolved';
import { runtimeHostName, runtimeServiceName, s3ServiceName } from '../settings/region';
import { AwsStack, type AwsStackProps } from './aws-stack';
import { writeNetworkOutputs } from './network-outputs';

export interface NetworkStackProps extends AwsStackProps {
  /** The network, with every default filled in. */
  readonly network: ResolvedNetwork;
  /** The names of the functions that will measure from inside the VPC. @default - no probe */
  readonly probe?: ProbeNames | undefined;
  /** The path and permissions boundary of every role. */
  readonly iam: IamSettings;
  /** Whether Terraform refuses to destroy the VPC and the PrivateLink endpoint. */
  readonly protect: boolean;
}

/** The PrivateLink endpoint, and who may reach it. */
interface PrivateLinkAccess {
  readonly privateLink: PrivateLink;
  /** Undefined for an existing endpoint, which is not changed. */
  readonly access?: PrivateLinkSecurityGroup;
  /** Empty if no group is created for clients. */
  readonly clientSecurityGroupId: string;
}

/**
 * According to the Lambda team, 35 minutes in 99 of 100 cases:
 * https://github.com/hashicorp/terraform-provider-aws/blob/v6.27.0/internal/service/ec2/vpc_network_interface.go
 */
const UNTIL_LAMBDA_LETS_GO = '45m';

/**
 * The network of an environment: one VPC and one PrivateLink endpoint, however many endpoints are called through it.
 */
export class NetworkStack extends AwsStack {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkStackProps,
  ) {
    super(scope, id, props);
    const { network, iam } = props;
    const { names } = network;

    const vpc = this.vpc();
    if (vpc.routeTableIds.length > 0) {
      new S3Gateway(this, 's3-gateway', {
        vpcId: vpc.vpcId,
        serviceName: s3ServiceName(props.region),
        routeTableIds: vpc.routeTableIds,
        name: names.s3Gateway,
      });
    }
    if (network.flowLogRetentionDays !== undefined) {
      new FlowLog(this, 'flow-log', {
        arnContext: this.arnContext,
        vpcId: vpc.vpcId,
        logGroupName: names.flowLogGroup,
        rolePrefix: names.flowLogRole,
        retentionDays: network.flowLogRetentionDays,
        iam,
      });
    }
    const models = new ModelSecurityGroup(this, 'models', {
      vpcId: vpc.vpcId,
      namePrefix: names.modelSecurityGroup,
      s3PrefixListName: s3ServiceName(props.region),
    });
    const { privateLink, access, clientSecurityGroupId } = this.privateLink(vpc);
    if (network.vpc.kind === 'existing') {
      new SharedVpcHints(this, 'hints', {
        vpcId: vpc.vpcId,
        subnetIds: network.vpc.subnetIds,
        runtimeHostName: runtimeHostName(props.region, network.privateLink.fips),
        capturesName: network.privateLink.kind === 'managed',
      });
    }
    new PacketsDroppedAlarms(this, 'packets-dropped', {
      alarmName: names.packetsDroppedAlarm,
      privateLink: {
        serviceName: runtimeServiceName(props.region, network.privateLink.fips),
        vpcId: vpc.vpcId,
        vpcEndpointId: privateLink.vpcEndpointId,
      },
      subnetIds: privateLink.subnetIds,
      topicArns: network.alarmTopicArns,
    });
    writeNetworkOutputs(this, {
      vpcId: vpc.vpcId,
      subnetIds: vpc.subnetIds,
      privateLinkId: privateLink.vpcEndpointId,
      privateLinkSubnetIds: privateLink.subnetIds,
      privateLinkDnsEntries: privateLink.dnsEntries,
      clientSecurityGroupId,
      modelSecurityGroupId: models.securityGroupId,
      ...this.probe(vpc, privateLink, access),
    });
  }

  private vpc(): Network {
    const { vpc, names } = this.props.network;
    return vpc.kind === 'managed'
      ? new IsolatedVpc(this, 'network', { ...vpc, names, protect: this.props.protect })
      : new ExistingVpc(this, 'network', vpc);
  }

  private privateLink(vpc: Network): PrivateLinkAccess {
    const { network, region, protect } = this.props;
    const { fips } = network.privateLink;
    const serviceName = runtimeServiceName(region, fips);
    if (network.privateLink.kind === 'existing') {
      const { zones } = network;
      const privateLink = new ExistingPrivateLink(this, 'private-link', { ...network.privateLink, serviceName, zones });
      return { privateLink, clientSecurityGroupId: '' };
    }
    const { alsoAllow, clients } = network.privateLink;
    const access = new PrivateLinkSecurityGroup(this, 'private-link-access', {
      vpcId: vpc.vpcId,
      namePrefix: network.names.privateLinkSecurityGroup,
    });
    const privateLink = new PrivateLinkEndpoint(this, 'private-link', {
      vpcId: vpc.vpcId,
      subnetIds: vpc.subnetIds,
      securityGroupId: access.securityGroupId,
      serviceName,
      // AWS: no endpoint policy on the FIPS endpoint (https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html).
      allowedEndpointArns: fips ? undefined : [this.endpointArns, ...alsoAllow],
      name: network.names.privateLink,
      protect,
    });
    return { privateLink, access, clientSecurityGroupId: this.letClientsIn(vpc, access, clients) };
  }

  /** The endpoints of the environment, by a pattern. */
  private get endpointArns(): string {
    return arn(this.arnContext, 'sagemaker', `endpoint/${this.props.environment}-*`);
  }

  /** What the probe's functions need, and what must outlive the network interfaces that Lambda creates for them. */
  private probe(vpc: Network, privateLink: PrivateLink, access?: PrivateLinkSecurityGroup) {
    const { probe, network, iam } = this.props;
    if (probe === undefined) return { probeSecurityGroupId: '', probeRoleArn: '' };
    const role = new ProbeRole(this, 'probe-role', {
      rolePrefix: network.names.probeRole,
      functionArns: arn(this.arnContext, 'lambda', `function:${probe.function('*')}`),
      logGroupArns: arn(this.arnContext, 'logs', `log-group:${probe.logGroup('*')}`),
      endpointArns: this.endpointArns,
      vpcEndpointId: privateLink.vpcEndpointId,
      iam,
    });
    const { securityGroupId } = new ClientSecurityGroup(this, 'probe', {
      vpcId: vpc.vpcId,
      namePrefix: network.names.probeSecurityGroup,
      privateLinkSecurityGroupId: privateLink.securityGroupId,
      dependsOn: role.ready,
      timeouts: { delete: UNTIL_LAMBDA_LETS_GO },
    });
    access?.allowSecurityGroup('from-probe', securityGroupId);
    return { probeSecurityGroupId: securityGroupId, probeRoleArn: role.arn };
  }

  /** Lets in the clients that the settings name or, if they name none, members of a group created for that. */
  private letClientsIn(vpc: Network, group: PrivateLinkSecurityGroup, clients?: AllowedClients): string {
    if (clients !== undefined) {
      clients.securityGroupIds.forEach((id) => group.allowSecurityGroup(`from-${id}`, id));
      clients.cidrBlocks.forEach((block) => group.allowCidrBlock(block));
      return '';
    }
    const { securityGroupId } = new ClientSecurityGroup(this, 'clients', {
      vpcId: vpc.vpcId,
      namePrefix: this.props.network.names.clientSecurityGroup,
      privateLinkSecurityGroupId: group.securityGroupId,
    });
    group.allowSecurityGroup('from-clients', securityGroupId);
    return securityGroupId;
  }
}
