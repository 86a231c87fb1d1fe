import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import type { z } from 'zod';
import { defaultInstanceCount, HCP_TERRAFORM } from './defaults';
import { parseEcrImage } from './ecr-image';
import { endpointNames, networkNames, probeNames } from './names';
import { resolveRollout } from './rollout';
import type { EnvironmentSettings } from './schema';
import type { backendSchema } from './schema/backend';
import { subnetBlock } from './subnets';

type Given = EnvironmentSettings;
type GivenEndpoint = NonNullable<Given['endpoints']>[string];

export type Backend = ReturnType<typeof resolveBackend>;

/** Checked settings with every default filled in and every name made: what the stacks are built from. */
export type Environment = ReturnType<typeof resolveEnvironment>;
export type Endpoint = Environment['endpoints'][number];
export type NetworkSettings = Environment['network'];

const DEFAULT_RETENTION_DAYS = 365;
const DEFAULT_ERROR_PERCENT = 5;
/** AWS's own, which must be written all the same: what is left out the provider sends as 0. */
const DEFAULT_COOLDOWNS = { scaleInCooldownSeconds: 300, scaleOutCooldownSeconds: 300 };

/**
 * Fills in what was left out. The settings must have been checked.
 *
 * @param name - the environment's name
 * @param root - the folder that artifact paths start from
 */
export function resolveEnvironment(name: string, root: string, given: Given) {
  const network = resolveNetwork(name, given.network, topicsOf(given));
  return {
    name,
    region: given.region,
    accountId: given.accountId,
    tags: given.tags ?? {},
    backend: resolveBackend(given.backend),
    iam: given.iam ?? {},
    protect: given.protect ?? false,
    network,
    endpoints: Object.entries(given.endpoints ?? {}).map(([endpoint, settings]) =>
      resolveEndpoint(endpointNames(name, endpoint), root, settings, network.zones),
    ),
    probe: given.probe ?? false,
    /** Whether there is a probe or not: messages name what could be deployed. */
    probeNames: probeNames(name),
  };
}

/** With the host written out: OpenTofu knows of none by itself. */
function resolveBackend(given: z.output<typeof backendSchema> = { kind: 'local' }) {
  return given.kind === 'cloud' ? { ...given, hostname: given.hostname ?? HCP_TERRAFORM } : given;
}

/** Whoever is told of any endpoint's alarms is told of those of the network they share. */
const topicsOf = ({ endpoints }: Given): string[] =>
  [...new Set(Object.values(endpoints ?? {}).flatMap(({ alarms }) => alarms?.topicArns ?? []))].toSorted();

function resolveNetwork(environment: string, given: Given['network'], alarmTopicArns: readonly string[]) {
  const zones = (given.create?.availabilityZones ?? Object.keys(given.existing?.subnets ?? {})).toSorted();
  const { create, existing } = given;
  return {
    names: networkNames(environment),
    /** In alphabetical order, so that the order they are written in means nothing. */
    zones,
    create: create && {
      cidrBlock: create.cidrBlock,
      subnetBlocks: Object.fromEntries(zones.map((zone) => [zone, subnetBlock(create.cidrBlock, zone)])),
    },
    existing: existing && {
      ...existing,
      subnets: Object.fromEntries(zones.map((zone) => [zone, existing.subnets[zone] as string])),
    },
    clients: given.clients,
    privateLink: { alsoAllow: [], fips: false, ...given.privateLink },
    flowLogRetentionDays: flowLogRetentionDays(given),
    alarmTopicArns,
  };
}

/** A VPC made here is logged unless told otherwise; an adopted one is its owner's, unless told otherwise. */
function flowLogRetentionDays({ flowLogs, create }: Given['network']): number | undefined {
  if (flowLogs === false) return undefined;
  return flowLogs?.retentionDays ?? (create === undefined ? undefined : DEFAULT_RETENTION_DAYS);
}

function resolveEndpoint(
  names: ReturnType<typeof endpointNames>,
  root: string,
  given: GivenEndpoint,
  zones: readonly string[],
) {
  return {
    names,
    model: resolveModel(root, given.model),
    instanceType: given.instanceType,
    instanceCount: given.instanceCount ?? defaultInstanceCount(zones.length),
    routing: given.routing ?? 'LEAST_OUTSTANDING_REQUESTS',
    volumeSizeGb: given.volumeSizeGb,
    timeouts: given.timeouts ?? {},
    kmsKeyArn: given.kmsKeyArn,
    logRetentionDays: given.logRetentionDays ?? DEFAULT_RETENTION_DAYS,
    callerRoleNames: given.callers?.roleNames ?? [],
    scaling: given.scaling && { ...DEFAULT_COOLDOWNS, ...given.scaling },
    rollout: resolveRollout(given.rollout),
    alarms: { errorPercent: DEFAULT_ERROR_PERCENT, topicArns: [], ...given.alarms },
  };
}

function resolveModel(root: string, given: GivenEndpoint['model']) {
  return {
    image: resolveImage(given.image),
    artifact: resolveArtifact(root, given.artifact),
    artifactKmsKeyArn: given.artifactKmsKeyArn,
    environment: given.environment ?? {},
    networkIsolation: given.networkIsolation ?? true,
    executionRoleArn: given.executionRoleArn,
  };
}

/** An image of one's own, with where it is; or one that AWS publishes, whose account Terraform looks up. */
export type Image =
  | { readonly kind: 'own'; readonly uri: string; readonly accountId: string; readonly repository: string }
  | { readonly kind: 'aws'; readonly repository: string; readonly tag: string };

function resolveImage(given: GivenEndpoint['model']['image']): Image {
  if (typeof given !== 'string') return { kind: 'aws', ...given };
  const { accountId, repository } = parseEcrImage(given) as NonNullable<ReturnType<typeof parseEcrImage>>;
  return { kind: 'own', uri: given, accountId, repository };
}

/** A file to upload, with the SHA-256 of its content in hexadecimal; or an object that is in S3 already. */
export type Artifact =
  | { readonly kind: 'file'; readonly path: string; readonly sha256: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string };

function resolveArtifact(root: string, given: string): Artifact {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(given) ?? [];
  if (bucket !== undefined && key !== undefined) return { kind: 's3', bucket, key };
  const path = resolvePath(root, given);
  return { kind: 'file', path, sha256: sha256(path) };
}

/** Read piece by piece: artifacts may be larger than memory. */
function sha256(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
