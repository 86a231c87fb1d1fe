import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { defaultInstanceCount, SETTING_DEFAULTS, HCP_TERRAFORM } from './defaults';
import { parseEcrImage } from './ecr-image';
import { hasLocalStorage } from './instance-storage';
import type {
  Environment,
  ResolvedArtifact,
  ResolvedBackend,
  ResolvedEndpoint,
  ResolvedImage,
  ResolvedModel,
  ResolvedNetwork,
  ResolvedPrivateLink,
  ResolvedScaling,
  ResolvedVpc,
} from './resolved';
import { type EndpointNames, endpointNames, networkNames, probeNames } from './names';
import { resolveRollout } from './rollout';
import type { EndpointSettings, EnvironmentSettings } from './schema';
import type { ScalingSettings } from './schema/scaling';
import { subnetBlock } from './subnets';

/**
 * Fills in what was left out. The settings must have been checked.
 *
 * @param name - the environment's name
 * @param root - the folder that artifact paths start from
 */
export function resolveEnvironment(name: string, root: string, settings: EnvironmentSettings): Environment {
  const network = resolveNetwork(name, settings);
  return {
    name,
    region: settings.region,
    accountId: settings.accountId,
    tags: settings.tags ?? {},
    backend: resolveBackend(settings.backend),
    iam: settings.iam ?? {},
    protect: settings.protect ?? SETTING_DEFAULTS.protect,
    network,
    endpoints: Object.entries(settings.endpoints ?? {}).map(([endpoint, endpointSettings]) =>
      resolveEndpoint(endpointNames(name, endpoint), root, endpointSettings, network.zones),
    ),
    probe: settings.probe ?? SETTING_DEFAULTS.probe,
    probeNames: probeNames(name),
  };
}

function resolveBackend(backend: EnvironmentSettings['backend'] = SETTING_DEFAULTS.backend): ResolvedBackend {
  return backend.kind === 'cloud' ? { ...backend, hostname: backend.hostname ?? HCP_TERRAFORM } : backend;
}

function resolveNetwork(environment: string, { network, endpoints = {} }: EnvironmentSettings): ResolvedNetwork {
  const vpc = resolveVpc(network);
  const topicArns = Object.values(endpoints).flatMap(({ alarms }) => alarms?.topicArns ?? []);
  return {
    names: networkNames(environment),
    zones: Object.keys(vpc.kind === 'managed' ? vpc.subnetBlocks : vpc.subnetIds),
    vpc,
    privateLink: resolvePrivateLink(network),
    flowLogRetentionDays: flowLogRetentionDays(network),
    alarmTopicArns: [...new Set(topicArns)].toSorted(),
  };
}

function resolveVpc({ create, existing }: EnvironmentSettings['network']): ResolvedVpc {
  if (create !== undefined) {
    const { cidrBlock, availabilityZones } = create;
    const subnetBlocks = availabilityZones.toSorted().map((zone) => [zone, subnetBlock(cidrBlock, zone)] as const);
    return { kind: 'managed', cidrBlock, subnetBlocks: Object.fromEntries(subnetBlocks) };
  }
  const { vpcId, subnets, routeTableIds } = existing ?? unchecked('network');
  const subnetIds = Object.entries(subnets).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { kind: 'existing', vpcId, subnetIds: Object.fromEntries(subnetIds), routeTableIds };
}

function resolvePrivateLink({ existing: vpc, privateLink = {}, clients }: EnvironmentSettings['network']) {
  const { existing, fips, alsoAllow = [], ...kinds } = { ...SETTING_DEFAULTS.network.privateLink, ...privateLink };
  const resolved: ResolvedPrivateLink =
    existing === undefined
      ? {
          kind: 'managed',
          ...{ fips, alsoAllow, ...kinds },
          clients: clients && { securityGroupIds: [], cidrBlocks: [], ...clients },
        }
      : { kind: 'existing', fips, ...existing, vpcId: vpc?.vpcId ?? unchecked('network.privateLink.existing') };
  return resolved;
}

/** An existing VPC is its owner's to log, unless the settings say otherwise. */
function flowLogRetentionDays({ flowLogs, create }: EnvironmentSettings['network']): number | undefined {
  if (flowLogs === false) return undefined;
  return (flowLogs ?? (create && SETTING_DEFAULTS.network.flowLogs))?.retentionDays;
}

function resolveEndpoint(
  names: EndpointNames,
  root: string,
  settings: EndpointSettings,
  zones: readonly string[],
): ResolvedEndpoint {
  const defaults = SETTING_DEFAULTS.endpoint;
  return {
    names,
    model: resolveModel(root, settings.model),
    instanceType: settings.instanceType,
    instanceCount: settings.instanceCount ?? defaultInstanceCount(zones.length),
    routing: settings.routing ?? defaults.routing,
    volumeSizeGb: settings.volumeSizeGb,
    timeouts: settings.timeouts ?? {},
    kmsKeyArn: settings.kmsKeyArn,
    volumeKmsKeyArn: hasLocalStorage(settings.instanceType) ? undefined : settings.kmsKeyArn,
    logRetentionDays: settings.logRetentionDays ?? defaults.logRetentionDays,
    callers: { ...defaults.callers, ...settings.callers },
    scaling: settings.scaling && resolveScaling(settings.scaling),
    rollout: resolveRollout(settings.rollout),
    alarms: { ...defaults.alarms, topicArns: [], ...settings.alarms },
  };
}

function resolveScaling({ target, ...scaling }: ScalingSettings): ResolvedScaling {
  const { concurrentRequests, invocationsPerMinute } = target;
  return {
    ...SETTING_DEFAULTS.endpoint.scaling,
    ...scaling,
    target:
      concurrentRequests === undefined
        ? { invocationsPerMinute: invocationsPerMinute ?? unchecked('scaling.target') }
        : { concurrentRequests },
  };
}

function resolveModel(root: string, model: EndpointSettings['model']): ResolvedModel {
  return {
    image: resolveImage(model.image),
    artifact: resolveArtifact(root, model.artifact),
    artifactKmsKeyArn: model.artifactKmsKeyArn,
    environment: model.environment ?? {},
    networkIsolation: model.networkIsolation ?? SETTING_DEFAULTS.endpoint.model.networkIsolation,
    executionRoleArn: model.executionRoleArn,
  };
}

function resolveImage(image: EndpointSettings['model']['image']): ResolvedImage {
  if (typeof image !== 'string') return { kind: 'aws', ...image };
  const { accountId, repository } = parseEcrImage(image) ?? unchecked('model.image');
  return { kind: 'own', uri: image, accountId, repository };
}

function resolveArtifact(root: string, artifact: string): ResolvedArtifact {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(artifact) ?? [];
  if (bucket !== undefined && key !== undefined) return { kind: 's3', bucket, key };
  const path = resolvePath(root, artifact);
  return { kind: 'file', path, sha256: sha256(path) };
}

/** Read piece by piece: artifacts may be larger than memory. */
function sha256(file: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      hash.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** For what the invariants refuse, and the types of the settings allow. */
function unchecked(field: string): never {
  throw new Error(`${field} was not checked before it was resolved`);
}
