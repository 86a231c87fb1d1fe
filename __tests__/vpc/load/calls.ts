/** What became of one call. */
export interface CallRecord {
  readonly id: string;
  /** When it began, in milliseconds since 1970. */
  readonly start: number;
  readonly ms: number;
  /** The id of the zone that answered. */
  readonly zone?: string | undefined;
  /** The name or code of the error; `unfinished` where the call never ended. */
  readonly error?: string | undefined;
  /** Whether it got the answer to another call. */
  readonly mixedUp?: boolean | undefined;
}

/** A load that waits for answers: so many calls at a time, each followed by a pause. */
export interface LoadOptions {
  /** What sends the calls. */
  readonly client: ClientName;
  /** How many calls run at a time. */
  readonly concurrency: number;
  /** The deadline of a call, in milliseconds, for the clients that have one. */
  readonly timeoutMs: number;
  /** The pause between two calls, on average, in milliseconds: so that latency is not that of a busy processor. */
  readonly pauseMs: number;
  /** The certificate authorities to trust, in PEM. */
  readonly ca: string;
}

export const CLIENT_NAMES = ['zone-first', 'zone-first-idempotent', 'plain', 'sdk'] as const;
export type ClientName = (typeof CLIENT_NAMES)[number];

/** Whether a client knows its zone. */
export const isZoneFirst = (client: ClientName): boolean => client.startsWith('zone-first');
