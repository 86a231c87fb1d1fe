/** The host of HCP Terraform. Terraform assumes it where a backend names no host; OpenTofu does not. */
export const HCP_TERRAFORM = 'app.terraform.io';

/**
 * The value of every setting that has one when it is left out, by the setting's path. `resolve.ts` fills these in, and
 * the schema's docs quote them in `docs/settings.md`: a default is written here and nowhere else.
 */
export const SETTING_DEFAULTS = {
  backend: { kind: 'local' },
  protect: false,
  network: {
    privateLink: { fips: false, openAi: false, bidirectionalStreaming: false },
    /** Of a managed VPC only: an existing one is its owner's to log. */
    flowLogs: { retentionDays: 365 },
  },
  endpoint: {
    model: { networkIsolation: true },
    routing: 'LEAST_OUTSTANDING_REQUESTS',
    logRetentionDays: 365,
    callers: { roleNames: [], openAi: false, bidirectionalStreaming: false },
    /** AWS's own, which must be written all the same: what is left out the provider sends as 0. */
    scaling: { scaleInCooldownSeconds: 300, scaleOutCooldownSeconds: 300 },
    rollout: { waitSeconds: 600, terminationWaitSeconds: 0 },
    alarms: { errorPercent: 5 },
  },
  probe: false,
} as const;

/** The strategy of an endpoint without `rollout`. */
export const DEFAULT_STRATEGY = 'canary';

/** The size of a step, in percent of the fleet. A canary is one instance; all at once has no steps. */
export const DEFAULT_STEP_PERCENT = { linear: 25, rolling: 50 } as const;

/** The fewest instances of an endpoint that names no count: the guide's own minimum. */
export const MIN_DEFAULT_INSTANCES = 2;

/** One instance for each zone, and never fewer than the minimum. */
export const defaultInstanceCount = (zones: number): number => Math.max(MIN_DEFAULT_INSTANCES, zones);
