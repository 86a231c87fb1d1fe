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
import type { ResolvedNetwork } from '../settings';
import type { ProbeNames } from '../settings/names';
import type { ResolvedPrivateLink } from '../settings/resolved';
import { runtimeHostName, runtimeServiceName, s3ServiceName } from '../settings/region';
import { AwsStack, type AwsStackProps } from './aws-stack';
import { writeNetworkOutputs } from './network-outputs';
import { addProbeAccess } from './probe-access';

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

type ManagedSettings = Extract<ResolvedPrivateLink, { kind: 'managed' }>;

/** The PrivateLink endpoint, and who may reach it: of an existing one, its owner decides. */
type PrivateLinkAccess =
  | {
      readonly kind: 'managed';
      readonly privateLink: PrivateLink;
      readonly securityGroup: PrivateLinkSecurityGroup;
      /** Empty if the settings name the clients, so that no group is created for them. */
      readonly clientSecurityGroupId: string;
    }
  | { readonly kind: 'existing'; readonly privateLink: PrivateLink };

/**
 * The network of an environment: one VPC and one PrivateLink endpoint, managed or existing, however many SageMaker
 * endpoints are called through it. With them come the security groups of clients and models, a gateway endpoint to S3,
 * a flow log, alarms on dropped packets and, if there is a probe, its role and security group.
 *
 * The plan fails where AWS does not offer the Runtime's PrivateLink service in a zone, and where what exists does not
 * fit (DNS attributes, zones, VPC, service). Charged: the PrivateLink endpoint per zone and hour and per GB, the flow
 * log by volume, an alarm for each zone. `docs/costs.md` has the figures.
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
    const access = this.privateLink(vpc);
    const { privateLink } = access;
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
      zoneIds: vpc.zoneIds,
      region: props.region,
      clientSecurityGroupId: access.kind === 'managed' ? access.clientSecurityGroupId : '',
      modelSecurityGroupId: models.securityGroupId,
      ...this.probe(vpc, access),
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
    const { privateLink: settings, zones } = network;
    const serviceName = runtimeServiceName(region, settings.fips);
    if (settings.kind === 'existing') {
      const privateLink = new ExistingPrivateLink(this, 'private-link', { ...settings, serviceName, zones });
      return { kind: 'existing', privateLink };
    }
    const securityGroup = new PrivateLinkSecurityGroup(this, 'private-link-access', {
      vpcId: vpc.vpcId,
      namePrefix: network.names.privateLinkSecurityGroup,
    });
    const privateLink = new PrivateLinkEndpoint(this, 'private-link', {
      vpcId: vpc.vpcId,
      subnetIds: vpc.subnetIds,
      securityGroupId: securityGroup.securityGroupId,
      serviceName,
      // AWS: no endpoint policy on the FIPS endpoint (https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html).
      allowed: settings.fips ? undefined : { ...settings, endpointArns: [this.endpointArns, ...settings.alsoAllow] },
      name: network.names.privateLink,
      protect,
    });
    return {
      kind: 'managed',
      privateLink,
      securityGroup,
      clientSecurityGroupId: this.letClientsIn(vpc, securityGroup, settings),
    };
  }

  /** The endpoints of the environment, by a pattern. */
  private get endpointArns(): string {
    return arn(this.arnContext, 'sagemaker', `endpoint/${this.props.environment}-*`);
  }

  /** Nothing without a probe, whose outputs are then empty. */
  private probe(vpc: Network, access: PrivateLinkAccess) {
    const { probe, network, iam } = this.props;
    if (probe === undefined) return { probeSecurityGroupId: '', probeRoleArn: '' };
    const outputs = addProbeAccess(this, {
      arnContext: this.arnContext,
      vpcId: vpc.vpcId,
      privateLink: access.privateLink,
      endpointArns: this.endpointArns,
      networkNames: network.names,
      probeNames: probe,
      iam,
    });
    if (access.kind === 'managed') access.securityGroup.allowSecurityGroup('from-probe', outputs.probeSecurityGroupId);
    return outputs;
  }

  /** Lets in the clients that the settings name or, if they name none, members of a group created for that. */
  private letClientsIn(vpc: Network, group: PrivateLinkSecurityGroup, settings: ManagedSettings): string {
    const { clients, ...access } = settings;
    if (clients !== undefined) {
      clients.securityGroupIds.forEach((id) => group.allowSecurityGroup(`from-${id}`, id, access));
      clients.cidrBlocks.forEach((block) => group.allowCidrBlock(block, access));
      return '';
    }
    const { securityGroupId } = new ClientSecurityGroup(this, 'clients', {
      vpcId: vpc.vpcId,
      namePrefix: this.props.network.names.clientSecurityGroup,
      privateLinkSecurityGroupId: group.securityGroupId,
      bidirectionalStreaming: settings.bidirectionalStreaming,
    });
    group.allowSecurityGroup('from-clients', securityGroupId, access);
    return securityGroupId;
  }
}
