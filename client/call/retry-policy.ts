import { ConnectError, ConnectionLostError, QueueFullError } from './errors';

/**
 * What may be retried: `unsent`, only what cannot have been executed; `idempotent`, also what may have been, for models
 * that may run twice for one call.
 */
export type RetryMode = 'unsent' | 'idempotent';

/** What is known of a failed attempt. */
export interface FailedAttempt {
  /** Whether the model may have run. */
  readonly mayHaveExecuted: boolean;
  /** Whether another attempt may succeed. */
  readonly isTransient: boolean;
  /** Whether the service asks for less. */
  readonly isThrottled: boolean;
}

interface ServiceError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

/** The SDK's own list. @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const THROTTLING = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;
/** Answered by what stands before the model, or by what failed after it: the model may have run. */
const MAY_HAVE_RUN = new Set([500, 502, 504]);

const PERMANENT = { mayHaveExecuted: false, isTransient: false, isThrottled: false };

/** What a failed attempt means for the next one. */
export function classify(error: unknown): FailedAttempt {
  // A certificate that is not trusted will not be at the next attempt.
  if (error instanceof ConnectError) return { ...PERMANENT, isTransient: !/CERT|SSL|TLS/.test(error.code) };
  if (error instanceof ConnectionLostError) {
    return { mayHaveExecuted: error.sent, isTransient: true, isThrottled: false };
  }
  if (error instanceof QueueFullError) return PERMANENT;
  const { name = '', $metadata } = (error ?? {}) as ServiceError;
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return PERMANENT;
  if (status === TOO_MANY_REQUESTS || THROTTLING.has(name))
    return { ...PERMANENT, isTransient: true, isThrottled: true };
  if (status === UNAVAILABLE || $metadata?.clockSkewCorrected === true) return { ...PERMANENT, isTransient: true };
  if (MAY_HAVE_RUN.has(status)) return { mayHaveExecuted: true, isTransient: true, isThrottled: false };
  // The model failed (424, 530), or refused the request; what refused it before the model did not run it.
  return { ...PERMANENT, mayHaveExecuted: status >= 500 || status === 424 };
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
/** The SDK's, for throttling. */
const FIRST_THROTTLED_PAUSE_MS = 500;
const LONGEST_THROTTLED_PAUSE_MS = 20_000;

/** How long to wait before the next attempt, in milliseconds: full jitter, and never less than the service asks for. */
export function pauseBefore(attempt: number, { isThrottled }: FailedAttempt, error: unknown): number {
  const [first, longest] = isThrottled
    ? [FIRST_THROTTLED_PAUSE_MS, LONGEST_THROTTLED_PAUSE_MS]
    : [FIRST_PAUSE_MS, LONGEST_PAUSE_MS];
  return Math.max(Math.random() * Math.min(longest, first * 2 ** (attempt - 1)), retryAfterMs(error));
}

/** What the `Retry-After` header asks for: seconds, or a date. */
function retryAfterMs(error: unknown): number {
  const { $response } = (error ?? {}) as { $response?: { headers?: Record<string, string> } };
  const header = $response?.headers?.['retry-after'];
  if (header === undefined) return 0;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}
