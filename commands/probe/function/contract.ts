/** What a function is asked to measure in one run. */
export interface RunRequest {
  readonly endpoint: string;
  readonly region: string;
  readonly contentType: string;
  /** In base64. */
  readonly body: string;
  /** Host names, or origins with a scheme. Each is measured by a block in every round. */
  readonly hosts: readonly string[];
  /** How many rounds, if the time is enough for them. */
  readonly rounds: number;
  /** Calls over a connection that are not counted: the first ones. */
  readonly warmupCalls: number;
  /** Calls over a connection that are counted. */
  readonly calls: number;
  /** Never more calls a second. */
  readonly ratePerSecond: number;
  /** After so long no further block begins, in seconds. */
  readonly seconds: number;
  /** What bounds a call, in milliseconds. */
  readonly timeoutMs: number;
}

/** What a name resolves to, in the order of the answers. Empty where that way does not answer. */
export interface ResolverAnswers {
  /** By getaddrinfo, which sorts: an address of the own subnet comes first. */
  readonly lookup: readonly string[];
  /** By DNS, as it answers. */
  readonly resolve4: readonly string[];
}

/** One connection to one host, and the calls over it. Times are in milliseconds. */
export interface ConnectionBlock {
  readonly host: string;
  /** What the name resolved to, in the order of the answer. */
  readonly addresses: readonly string[];
  readonly dnsMs: number | null;
  /** What the name resolved to, both ways. */
  readonly resolutions: ResolverAnswers;
  /** The address that was connected to. */
  readonly address: string | null;
  readonly tcpMs: number | null;
  readonly tlsMs: number | null;
  /** Latencies of the calls that are not counted. */
  readonly warmup: readonly number[];
  /** Latencies of the calls that are. */
  readonly latencies: readonly number[];
  /** What ended it early. */
  readonly error?: { readonly kind: string; readonly text: string };
}

/** What a function answers. */
export interface RunResponse {
  /** The zone it ran in, by id; null where that could not be found out. */
  readonly zoneId: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly blocks: readonly ConnectionBlock[];
}
