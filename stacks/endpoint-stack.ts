import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformRemoteState } from 'cdktf';
import type { Construct } from 'constructs';
import { arn, type IamSettings } from '../modules/iam';
import { type Artifact, ExistingArtifact, UploadedArtifact } from '../modules/model/artifact';
import { CallerPolicy } from '../modules/model/caller-policy';
import { containerImage } from '../modules/model/container-image';
import { Endpoint } from '../modules/model/endpoint';
import { HostedModel } from '../modules/model/hosted-model';
import { InterfaceGroup } from '../modules/model/interface-group';
import { Dashboard } from '../modules/operations/dashboard/dashboard';
import { EndpointAlarms } from '../modules/operations/endpoint-alarms';
import { InstanceTypeHint } from '../modules/operations/instance-type-hint';
import { Scaling } from '../modules/operations/scaling';
import type { ResolvedEndpoint } from '../settings';
import { instancesByZoneQuery } from '../settings/instances-by-zone';
import { runtimeServiceName } from '../settings/region';
import { AwsStack, type AwsStackProps } from './aws-stack';
import { writeEndpointOutputs } from './endpoint-outputs';
import { executionRole } from './execution-role';
import { type NetworkOutputsRead, readNetworkOutputs } from './network-outputs';

export interface EndpointStackProps extends AwsStackProps {
  /** The endpoint, with every default filled in. */
  readonly endpoint: ResolvedEndpoint;
  /** The zones that the model is in. */
  readonly zones: readonly string[];
  /** Whether calls go to the FIPS endpoint of the Runtime. */
  readonly fips: boolean;
  /** The name of the network stack, for messages. */
  readonly networkStack: string;
  /** The name of the alarm that watches the PrivateLink endpoint in a zone. */
  readonly packetsDroppedAlarm: (zone: string) => string;
  /** Reads the state of the network stack, as a data source of this stack. */
  readonly networkState: (stack: EndpointStack) => TerraformRemoteState;
  /** The path and permissions boundary of every role. */
  readonly iam: IamSettings;
  /** Whether Terraform refuses to destroy the endpoint, and keeps its artifacts. */
  readonly protect: boolean;
}

/**
 * One endpoint: its execution role (unless the settings name one), artifact, model, configuration, log group, alarms,
 * dashboard, scaling, and the policy of its callers. It reads the network's outputs from the network stack's state.
 *
 * The plan fails where the network has no subnet in a zone of the settings, or an artifact in S3 does not exist; it
 * warns where EC2 does not offer the instance type in a zone. Charged: instances by the hour (twice the fleet during an
 * update that is not rolling), alarms, the dashboard, logs and stored artifacts. `docs/costs.md` has the figures.
 */
export class EndpointStack extends AwsStack {
  private readonly network: NetworkOutputsRead;
  /** The same provider without default tags, for what takes only a few. */
  private readonly untagged: AwsProvider;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointStackProps,
  ) {
    super(scope, id, props);
    const { endpoint, zones, protect } = props;
    const { names, model } = endpoint;
    // In every endpoint's stack: deleting an object needs the provider that created it.
    this.untagged = new AwsProvider(this, 'aws-untagged', { ...this.where, alias: 'untagged' });
    this.network = readNetworkOutputs(props.networkState(this), props.networkStack, zones);
    const subnetIds = Object.values(this.network.subnetIds);

    // Created before the endpoint, because SageMaker would otherwise create it and keep it forever.
    const log = new CloudwatchLogGroup(this, 'log', {
      name: names.logGroup,
      retentionInDays: endpoint.logRetentionDays,
      kmsKeyId: endpoint.kmsKeyArn,
    });
    const image = containerImage(this, 'image', this.arnContext, model.image);
    const artifact = this.artifact();
    const role = executionRole(this, 'execution-role', {
      arnContext: this.arnContext,
      endpoint,
      network: this.network,
      artifactArn: artifact.readableArn,
      repositoryArn: image.repositoryArn,
      logGroupArn: log.arn,
      iam: props.iam,
    });

    const interfaces = new InterfaceGroup(this, 'interfaces', {
      vpcId: this.network.vpcId,
      namePrefix: names.interfaceGroupPrefix,
      executionRoleArn: role.arn,
      dependsOn: [...role.ready, log],
    });
    const hosted = new HostedModel(this, 'model', {
      namePrefix: names.modelPrefix,
      imageUri: image.uri,
      artifact,
      environment: model.environment,
      networkIsolation: model.networkIsolation,
      executionRoleArn: role.arn,
      permissions: role.permissions,
      subnetIds,
      securityGroupIds: [this.network.modelSecurityGroupId, interfaces.securityGroupId],
      dependsOn: role.ready,
      preconditions: zones.map(this.network.hasZone),
    });
    new InstanceTypeHint(this, 'offer', { instanceType: endpoint.instanceType, zones });
    const served = new Endpoint(this, 'endpoint', {
      endpointName: names.endpoint,
      variantName: names.variant,
      configurationPrefix: names.configurationPrefix,
      rollbackAlarmName: names.rollbackAlarm,
      modelName: hosted.modelName,
      instanceType: endpoint.instanceType,
      instanceCount: endpoint.instanceCount,
      routing: endpoint.routing,
      volumeSizeGb: endpoint.volumeSizeGb,
      modelDownloadSeconds: endpoint.timeouts.modelDownloadSeconds,
      startupSeconds: endpoint.timeouts.startupSeconds,
      kmsKeyArn: endpoint.volumeKmsKeyArn,
      protect,
      rollout: endpoint.rollout,
      dependsOn: [...role.ready, log],
    });
    this.operations(served);
    const callers = new CallerPolicy(this, 'callers', {
      name: names.callerPolicy,
      endpointName: names.endpoint,
      endpointArn: arn(this.arnContext, 'sagemaker', `endpoint/${names.endpoint}`),
      vpcEndpointId: this.network.privateLinkId,
      ...endpoint.callers,
    });
    writeEndpointOutputs(this, {
      endpointName: names.endpoint,
      endpointArn: served.arn,
      callerPolicyArn: callers.arn,
      region: props.region,
      fips: props.fips,
      zones,
      privateLinkZones: this.network.privateLinkZones,
    });
  }

  /** What scales and watches it. */
  private operations(served: Endpoint): void {
    const { endpoint, region, fips, packetsDroppedAlarm, zones } = this.props;
    const { names, scaling, alarms } = endpoint;
    if (scaling !== undefined) {
      new Scaling(this, 'scaling', {
        ...scaling,
        policyName: names.scalingPolicy,
        endpointName: served.endpointName,
        endpointAddress: served.address,
        variantName: names.variant,
        instanceType: endpoint.instanceType,
      });
    }
    const variant = { endpointName: names.endpoint, variantName: names.variant };
    const made = new EndpointAlarms(this, 'alarms', { ...variant, ...alarms, names });
    new Dashboard(this, 'dashboard', {
      ...variant,
      dashboardName: names.dashboard,
      region,
      privateLink: {
        serviceName: runtimeServiceName(region, fips),
        vpcId: this.network.vpcId,
        vpcEndpointId: this.network.privateLinkId,
      },
      subnetIds: this.network.privateLinkSubnetIds,
      instancesByZoneQuery: instancesByZoneQuery(names.endpoint),
      alarmArns: [
        served.rollbackAlarmArn,
        ...[...made.alarmNames, ...zones.map(packetsDroppedAlarm)].map((name) =>
          arn(this.arnContext, 'cloudwatch', `alarm:${name}`),
        ),
      ],
    });
  }

  private artifact(): Artifact {
    const { model, names, kmsKeyArn } = this.props.endpoint;
    if (model.artifact.kind === 's3')
      return new ExistingArtifact(this, 'artifact', { arnContext: this.arnContext, ...model.artifact });
    return new UploadedArtifact(this, 'artifact', {
      ...model.artifact,
      bucket: { bucketPrefix: names.bucketPrefix, kmsKeyArn, protect: this.props.protect },
      untagged: this.untagged,
    });
  }
}
