import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SageMakerRuntimeClient, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-sagemaker-runtime';
import type { FinalizeRequestMiddleware } from '@smithy/types';
import type { ConnectionTimings } from './pooled-connection';

/** The header with which the SDK tells calls apart. */
export const INVOCATION_ID_HEADER = 'amz-sdk-invocation-id';

/** The connection that a call used. */
export interface CallConnection extends ConnectionTimings {
  /** Whether the call had to open it first. */
  readonly cold: boolean;
}

export interface RetryOptions {
  /** How many times a failed call is retried. */
  readonly retries: number;
  /** The deadline of all attempts together, with the pauses between them, in milliseconds. */
  readonly timeoutMs: number;
  /** Returns the connection that a call used, once for each call. @default - the connection is not known */
  readonly takeConnection?: ((invocationId: string) => CallConnection | undefined) | undefined;
}

/** A call and its retries did not finish within the deadline. */
export class DeadlineError extends Error {
  override readonly name = 'TimeoutError';
}

/** What a call's `$metadata` has besides the SDK's own fields. */
export interface CallMetadata {
  /** How many attempts the call took: 1 without a retry. */
  readonly attempts?: number;
  /** The connection that the last attempt used. Undefined without a pool. */
  readonly connection?: CallConnection | undefined;
}

/** The model is not ready, or the service is busy. */
const RETRYABLE_STATUS = new Set([429, 500, 503]);
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Replaces the SDK's own retries: a deadline bounds them, the pauses have full jitter, and an error of the model or of
 * the request itself is never retried.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function replaceSdkRetries({ middlewareStack }: SageMakerRuntimeClient, options: RetryOptions): void {
  middlewareStack.add(retryWithinDeadline(options), {
    name: 'retryMiddleware', // the SDK's own
    override: true,
    tags: ['RETRY'],
    step: 'finalizeRequest',
    priority: 'high',
  });
}

const retryWithinDeadline =
  ({
    retries,
    timeoutMs,
    takeConnection = () => undefined,
  }: RetryOptions): FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> =>
  (next) =>
  async (args) => {
    const deadline = performance.now() + timeoutMs;
    const invocationId = randomUUID();
    const request = args.request as { headers: Record<string, string> };
    request.headers[INVOCATION_ID_HEADER] = invocationId;
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await within(deadline - performance.now(), timeoutMs, next(args));
        Object.assign(result.output.$metadata, {
          attempts: attempt,
          connection: takeConnection(invocationId),
        } satisfies CallMetadata);
        return result;
      } catch (error) {
        takeConnection(invocationId);
        const pause = Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
        if (attempt > retries || !isRetryable(error) || performance.now() + pause >= deadline) throw error;
        await delay(pause);
      }
    }
  };

/** Stops waiting at the deadline. The attempt itself ends at its own time limit, within `timeoutMs` of its start. */
async function within<T>(remainingMs: number, timeoutMs: number, attempt: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlineError(`no answer within ${timeoutMs} ms, with all tries`)),
      remainingMs,
    );
  });
  try {
    return await Promise.race([attempt, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isRetryable(error: unknown): boolean {
  if (error instanceof DeadlineError) return false;
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  const status = $metadata?.httpStatusCode;
  return status === undefined ? isConnectionError(code) : RETRYABLE_STATUS.has(status);
}

/** The connection failed before a response: the call may well succeed over another one. */
const isConnectionError = (code: string | undefined): boolean =>
  code !== undefined &&
  ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
