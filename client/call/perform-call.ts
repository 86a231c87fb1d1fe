import type { PendingCall } from './pending-call';
import { type CallFailure, ConnectionLostError, DeadlineError } from './errors';
import type { RetryBudget } from './retry-budget';
import { classify, pauseBefore, type RetryMode } from './retry-policy';

export interface RetryOptions {
  /** How many times a failed call is retried. */
  readonly retries: number;
  /** What may be retried. */
  readonly mode: RetryMode;
  /** What bounds the retries of all calls together. */
  readonly budget: RetryBudget;
}

/**
 * Makes attempts until one succeeds, the call ends, or the failure is one that is not retried.
 *
 * @throws what the last attempt failed with, or DeadlineError; with the fields of CallFailure
 */
export async function performCall<T>(
  call: PendingCall,
  { retries, mode, budget }: RetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  let mayHaveExecuted = false;
  let last: unknown;
  const ended = (): unknown => withFailure(withCause(call.reason, last), mayHaveExecuted || call.isSent, call);
  for (;;) {
    if (call.reason !== undefined) throw ended();
    call.attempts++;
    call.isSent = false;
    try {
      const result = await attempt();
      budget.succeeded();
      return result;
    } catch (error) {
      if (call.reason !== undefined) throw ended();
      const failure = classify(error);
      mayHaveExecuted ||= failure.mayHaveExecuted;
      const mayRetry = failure.isTransient && (mode === 'idempotent' || !failure.mayHaveExecuted);
      const pause = pauseBefore(call.attempts, failure, error);
      if (!mayRetry || call.attempts > retries || pause >= call.remainingMs || !budget.take()) {
        throw withFailure(error, mayHaveExecuted, call);
      }
      last = error;
      call.isSent = false;
      // Once may be chance; and what breaks connections is found out by connecting.
      if (call.attempts > 1 && !(error instanceof ConnectionLostError)) call.avoid = call.connection?.address;
      await call.pause(pause).catch(() => undefined);
    }
  }
}

/** A deadline is missed because of what the last attempt failed with. */
const withCause = (reason: Error | undefined, last: unknown): unknown =>
  reason instanceof DeadlineError && last !== undefined ? new DeadlineError(reason.message, { cause: last }) : reason;

function withFailure(error: unknown, mayHaveExecuted: boolean, { attempts }: PendingCall): unknown {
  return typeof error === 'object' && error !== null && Object.isExtensible(error)
    ? Object.assign(error, { mayHaveExecuted, attempts } satisfies CallFailure)
    : error;
}
