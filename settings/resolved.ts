import type { ResolvedCallers } from './callers';
import type { EndpointNames, NetworkNames, ProbeNames } from './names';
import type { ResolvedRollout } from './rollout';

/** Checked settings with every default filled in and every name decided: what the stacks are built from. */
export interface Environment {
  /** The name of its file, without `.ts`. */
  readonly name: string;
  /** The AWS region of everything in it, such as `eu-west-1`. */
  readonly region: string;
  /** The one account it may be deployed to. Undefined: any. */
  readonly accountId?: string | undefined;
  /** On everything that takes tags. The stacks add `environment` and `stack`. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where the state of its stacks is kept. */
  readonly backend: ResolvedBackend;
  /** The permissions boundary and the path of every role that is created. Undefined: no boundary, and the path `/`. */
  readonly iam: { readonly permissionsBoundaryArn?: string | undefined; readonly path?: string | undefined };
  /** Whether Terraform refuses to destroy the VPC, the PrivateLink endpoint and the endpoints. */
  readonly protect: boolean;
  readonly network: ResolvedNetwork;
  /** In the order of the settings. */
  readonly endpoints: readonly ResolvedEndpoint[];
  /** Whether there is a stack that measures from inside the VPC. */
  readonly probe: boolean;
  /** Decided even where there is no probe: messages name what could be deployed. */
  readonly probeNames: ProbeNames;
}

/** Where state is kept: next to `main.ts`, in HCP Terraform (a workspace for each stack), or in an S3 bucket. */
export type ResolvedBackend =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'cloud';
      readonly organization: string;
      /** The project of new workspaces. Undefined: the organization's default project. */
      readonly project?: string | undefined;
      /** Never left out, because OpenTofu assumes none. */
      readonly hostname: string;
    }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** The bucket's region, which may be another than the environment's. */
      readonly region: string;
      /** What the key of every state begins with. Undefined: nothing. */
      readonly keyPrefix?: string | undefined;
    };

/**
 * The one network of an environment. An existing PrivateLink endpoint implies an existing VPC: the invariants refuse the
 * other combination, which no type here rules out, because a nested `kind` narrows nothing around it.
 */
export interface ResolvedNetwork {
  /** The names of its resources, and of its stack. */
  readonly names: NetworkNames;
  /** The Availability Zones, by name. In alphabetical order, so that the order they are written in means nothing. */
  readonly zones: readonly string[];
  readonly vpc: ResolvedVpc;
  readonly privateLink: ResolvedPrivateLink;
  /** How many days the VPC's flow log is kept. Undefined: no flow log. */
  readonly flowLogRetentionDays?: number | undefined;
  /** Every endpoint's topics: the network's alarms notify them all. */
  readonly alarmTopicArns: readonly string[];
}

/** A VPC that is created, or one that is looked up; subnets by zone. */
export type ResolvedVpc =
  | {
      readonly kind: 'managed';
      /** The VPC's IPv4 block. */
      readonly cidrBlock: string;
      /** The IPv4 block of each zone's subnet, by the zone's name. */
      readonly subnetBlocks: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'existing';
      readonly vpcId: string;
      /** The subnet of each zone, by the zone's name. */
      readonly subnetIds: Readonly<Record<string, string>>;
      /** The subnets' route tables, which get a route to S3. Undefined: a route to S3 is assumed. */
      readonly routeTableIds?: readonly string[] | undefined;
    };

/** A PrivateLink endpoint that is created, or one that is looked up: then its clients and policy are its owner's. */
export type ResolvedPrivateLink =
  | {
      readonly kind: 'managed';
      /** Whether it is for the FIPS endpoint of SageMaker Runtime. */
      readonly fips: boolean;
      /** ARNs of endpoints beyond this environment's that its policy allows. */
      readonly alsoAllow: readonly string[];
      /** Who may reach it. Undefined: members of a security group created for clients. */
      readonly clients?: AllowedClients | undefined;
      /** Whether its policy lets calls with bearer tokens through. */
      readonly openAi: boolean;
      /** Whether it takes bidirectional streams, by its policy and on port 8443. */
      readonly bidirectionalStreaming: boolean;
    }
  | {
      readonly kind: 'existing';
      /** Whether it is for the FIPS endpoint of SageMaker Runtime. */
      readonly fips: boolean;
      readonly vpcEndpointId: string;
      /** The existing VPC that it must be in. */
      readonly vpcId: string;
    };

/** Who may reach a managed PrivateLink endpoint on port 443: one of the lists, or both, has entries. */
export interface AllowedClients {
  /** Members of these security groups. */
  readonly securityGroupIds: readonly string[];
  /** Addresses in these canonical IPv4 blocks. */
  readonly cidrBlocks: readonly string[];
}

/** A SageMaker endpoint, with all that a stack of its own is built from. */
export interface ResolvedEndpoint {
  /** The names of its resources, and of its stack. */
  readonly names: EndpointNames;
  readonly model: ResolvedModel;
  /** Such as `ml.m5.large`. */
  readonly instanceType: string;
  /** The number of instances that every update starts from. */
  readonly instanceCount: number;
  /** How SageMaker chooses the instance that answers. */
  readonly routing: 'LEAST_OUTSTANDING_REQUESTS' | 'RANDOM';
  /** The size of each instance's volume, in GB. Undefined: AWS's. */
  readonly volumeSizeGb?: number | undefined;
  /** How long starting an instance may take. Undefined: AWS's. */
  readonly timeouts: {
    /** To download and unpack the artifact. */
    readonly modelDownloadSeconds?: number | undefined;
    /** Until the container answers its first health check. */
    readonly startupSeconds?: number | undefined;
  };
  /** The key of the artifact bucket and the log group. Undefined: AWS's keys. */
  readonly kmsKeyArn?: string | undefined;
  /** The same key for the instances' volumes. Undefined, too, for instance types that have none. */
  readonly volumeKmsKeyArn?: string | undefined;
  /** How many days the container's log is kept. */
  readonly logRetentionDays: number;
  readonly callers: ResolvedCallers;
  /** Undefined: a fixed count. */
  readonly scaling?: ResolvedScaling | undefined;
  /** How an update reaches the callers. */
  readonly rollout: ResolvedRollout;
  /** When the alarms over the whole endpoint go off. */
  readonly alarms: {
    /** The percentage of calls that fail. */
    readonly errorPercent: number;
    /** The 99th percentile of the model's latency, in milliseconds. Undefined: no such alarm. */
    readonly modelLatencyP99Ms?: number | undefined;
    /** The mean of what SageMaker adds to it, in milliseconds. Undefined: no such alarm. */
    readonly overheadLatencyMs?: number | undefined;
    /** SNS topics that are notified when an alarm goes off and when it is over. */
    readonly topicArns: readonly string[];
  };
}

/** What an endpoint serves. */
export interface ResolvedModel {
  readonly image: ResolvedImage;
  readonly artifact: ResolvedArtifact;
  /** The key that an artifact in S3 is encrypted with. Undefined: S3's own, or the endpoint's. */
  readonly artifactKmsKeyArn?: string | undefined;
  /** Environment variables of the container. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the container is cut off from the network and from credentials. */
  readonly networkIsolation: boolean;
  /** The role that SageMaker assumes. Undefined: one is created. */
  readonly executionRoleArn?: string | undefined;
}

/** An image of one's own, with where it is; or one that AWS publishes, whose account Terraform looks up. */
export type ResolvedImage =
  | { readonly kind: 'own'; readonly uri: string; readonly accountId: string; readonly repository: string }
  | { readonly kind: 'aws'; readonly repository: string; readonly tag: string };

/** A file to upload, with the SHA-256 of its content in hexadecimal; or an object that is in S3 already. */
export type ResolvedArtifact =
  | { readonly kind: 'file'; readonly path: string; readonly sha256: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string };

/** How the number of instances follows the load. */
export interface ResolvedScaling {
  /** The fewest instances. */
  readonly min: number;
  /** The most instances. */
  readonly max: number;
  /** The load of each instance that scaling aims for: requests at a time, or calls a minute. */
  readonly target: { readonly concurrentRequests: number } | { readonly invocationsPerMinute: number };
  /** How long after instances were removed no more are. */
  readonly scaleInCooldownSeconds: number;
  /** How long after instances were added their effect is waited for. */
  readonly scaleOutCooldownSeconds: number;
}
