/** What the command line of `probe` says. */
export interface ProbeOptions {
  readonly body: Buffer;
  readonly contentType: string;
  /** Counted calls for each client zone and name. */
  readonly samples: number;
  /** Calls a second, at the most. */
  readonly rate: number;
}

/** How much one run measures. */
export interface RunLimits {
  /** Calls over a connection that are counted. */
  readonly calls: number;
  /** Those before, that are not. */
  readonly warmupCalls: number;
  /** How long one run of a function takes, in seconds: well below what Lambda ends it at, and soon over on Ctrl-C. */
  readonly runSeconds: number;
  readonly timeoutMs: number;
}

export const RUN_LIMITS: RunLimits = { calls: 20, warmupCalls: 2, runSeconds: 20, timeoutMs: 10_000 };
