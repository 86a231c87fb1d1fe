import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-sagemaker-runtime';
import type { AbsoluteLocation, FinalizeRequestHandlerOptions, FinalizeRequestMiddleware } from '@smithy/types';
import type { ConnectionFacts } from './connection';

/** The header by which the SDK tells calls apart. */
export const INVOCATION_ID = 'amz-sdk-invocation-id';

/** The connection that a call went over. */
export interface Usage extends ConnectionFacts {
  /** Whether the call had to open it. */
  readonly cold: boolean;
}

export interface RetryOptions {
  /** How often a call is tried again. */
  readonly retries: number;
  /** What bounds all tries together, and the pauses between them, in milliseconds. */
  readonly timeoutMs: number;
  /** Tells the connection that a call went over, once. @default - not known */
  readonly takeUsage?: ((invocationId: string) => Usage | undefined) | undefined;
}

/** Where it stands in a client's stack: in the place of the SDK's own. */
export const RETRY_PLACE = {
  name: 'retryMiddleware',
  tags: ['RETRY'],
  step: 'finalizeRequest',
  priority: 'high',
  override: true,
} as const satisfies FinalizeRequestHandlerOptions & AbsoluteLocation;

/** A call did not end in time, with all of its tries. */
export class DeadlineError extends Error {
  override readonly name = 'TimeoutError';
}

/** What is told of a call beside the SDK's own metadata. */
export interface CallMetadata {
  readonly attempts?: number;
  readonly connection?: Usage | undefined;
}

/** Worth another try: the model is not ready or the service busy (429, 500, 503), or the connection broke. */
const RETRYABLE_STATUS = new Set([429, 500, 503]);
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Takes the place of the SDK's own retries: bounded by a deadline, with full jitter, and never for what the model or
 * the request itself is to blame for.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export const retryWithinDeadline =
  ({
    retries,
    timeoutMs,
    takeUsage = () => undefined,
  }: RetryOptions): FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> =>
  (next) =>
  async (args) => {
    const deadline = performance.now() + timeoutMs;
    const invocationId = randomUUID();
    const request = args.request as { headers: Record<string, string> };
    request.headers[INVOCATION_ID] = invocationId;
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await within(deadline - performance.now(), timeoutMs, next(args));
        Object.assign(result.output.$metadata, {
          attempts: attempt,
          connection: takeUsage(invocationId),
        } satisfies CallMetadata);
        return result;
      } catch (error) {
        takeUsage(invocationId);
        const pause = Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
        if (attempt > retries || !isRetryable(error) || performance.now() + pause >= deadline) throw error;
        await delay(pause);
      }
    }
  };

/** Ends the waiting at the deadline. The try itself ends by its own time limit, at most as long again. */
async function within<T>(remainingMs: number, timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new DeadlineError(`no answer within ${timeoutMs} ms, with all tries`)), remainingMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isRetryable(error: unknown): boolean {
  if (error instanceof DeadlineError) return false;
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  const status = $metadata?.httpStatusCode;
  return status === undefined ? isBroken(code) : RETRYABLE_STATUS.has(status);
}

/** Nothing was answered, and the same may well be answered over another connection. */
const isBroken = (code: string | undefined): boolean =>
  code !== undefined &&
  ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
