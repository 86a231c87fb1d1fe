import type { EndpointNames, NetworkNames, ProbeNames } from './names';
import type { ResolvedRollout } from './rollout';

/** Checked settings with every default filled in and every name decided: what the stacks are built from. */
export interface Environment {
  /** The name of its file. */
  readonly name: string;
  readonly region: string;
  /** The one account it may be deployed to. Undefined: any. */
  readonly accountId?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly backend: ResolvedBackend;
  /** What every role gets. */
  readonly iam: { readonly permissionsBoundaryArn?: string | undefined; readonly path?: string | undefined };
  /** Whether Terraform refuses to destroy the VPC, the PrivateLink endpoint and the endpoints. */
  readonly protect: boolean;
  readonly network: ResolvedNetwork;
  readonly endpoints: readonly ResolvedEndpoint[];
  readonly probe: boolean;
  /** Decided even where there is no probe: messages name what could be deployed. */
  readonly probeNames: ProbeNames;
}

/** Where state is kept. The host of a cloud backend is written out, because OpenTofu assumes none. */
export type ResolvedBackend =
  | { readonly kind: 'local' }
  | {
      readonly kind: 'cloud';
      readonly organization: string;
      readonly project?: string | undefined;
      readonly hostname: string;
    }
  | { readonly kind: 's3'; readonly bucket: string; readonly region: string; readonly keyPrefix?: string | undefined };

export interface ResolvedNetwork {
  readonly names: NetworkNames;
  /** In alphabetical order, so that the order they are written in means nothing. */
  readonly zones: readonly string[];
  readonly vpc: ResolvedVpc;
  readonly privateLink: ResolvedPrivateLink;
  /** Undefined: no flow log. */
  readonly flowLogRetentionDays?: number | undefined;
  /** Every endpoint's topics: the network's alarms notify them all. */
  readonly alarmTopicArns: readonly string[];
}

/** A VPC that is created, or one that is looked up; subnets by zone. */
export type ResolvedVpc =
  | {
      readonly kind: 'managed';
      readonly cidrBlock: string;
      /** The address range of each zone's subnet. */
      readonly subnetBlocks: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'existing';
      readonly vpcId: string;
      readonly subnetIds: Readonly<Record<string, string>>;
      /** Undefined: a route to S3 is assumed. */
      readonly routeTableIds?: readonly string[] | undefined;
    };

/** A PrivateLink endpoint that is created, or one that is looked up: then its clients and policy are its owner's. */
export type ResolvedPrivateLink =
  | {
      readonly kind: 'managed';
      readonly fips: boolean;
      /** ARNs of endpoints beyond this environment's that its policy allows. */
      readonly alsoAllow: readonly string[];
      /** Who may reach it. Undefined: members of a security group created for clients. */
      readonly clients?: AllowedClients | undefined;
    }
  | {
      readonly kind: 'existing';
      readonly fips: boolean;
      readonly vpcEndpointId: string;
      /** The existing VPC that it must be in. */
      readonly vpcId: string;
    };

export interface AllowedClients {
  readonly securityGroupIds: readonly string[];
  readonly cidrBlocks: readonly string[];
}

export interface ResolvedEndpoint {
  readonly names: EndpointNames;
  readonly model: ResolvedModel;
  readonly instanceType: string;
  /** The count that every update starts from. */
  readonly instanceCount: number;
  readonly routing: 'LEAST_OUTSTANDING_REQUESTS' | 'RANDOM';
  /** Undefined: AWS's. */
  readonly volumeSizeGb?: number | undefined;
  /** Undefined: AWS's. */
  readonly timeouts: {
    readonly modelDownloadSeconds?: number | undefined;
    readonly startupSeconds?: number | undefined;
  };
  /** Undefined: AWS's keys. */
  readonly kmsKeyArn?: string | undefined;
  readonly logRetentionDays: number;
  /** The roles that get the caller policy. */
  readonly callerRoleNames: readonly string[];
  /** Undefined: a fixed count. */
  readonly scaling?: ResolvedScaling | undefined;
  readonly rollout: ResolvedRollout;
  readonly alarms: {
    readonly errorPercent: number;
    /** Undefined: no such alarm. */
    readonly modelLatencyP99Ms?: number | undefined;
    /** Undefined: no such alarm. */
    readonly overheadLatencyMs?: number | undefined;
    readonly topicArns: readonly string[];
  };
}

export interface ResolvedModel {
  readonly image: ResolvedImage;
  readonly artifact: ResolvedArtifact;
  /** The key that an artifact in S3 is encrypted with. Undefined: S3's own, or the endpoint's. */
  readonly artifactKmsKeyArn?: string | undefined;
  /** Environment variables of the container. */
  readonly environment: Readonly<Record<string, string>>;
  readonly networkIsolation: boolean;
  /** Undefined: one is created. */
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

export interface ResolvedScaling {
  readonly min: number;
  readonly max: number;
  /** For each instance. */
  readonly target: { readonly concurrentRequests: number } | { readonly invocationsPerMinute: number };
  readonly scaleInCooldownSeconds: number;
  readonly scaleOutCooldownSeconds: number;
}
