/**
 * What every error of a failed call has besides its own fields: enough for a caller to decide whether to call again.
 */
export interface CallFailure {
  /** False if the model cannot have run: calling again is safe whatever the model does. */
  readonly mayHaveExecuted: boolean;
  /** How many times the request was sent, or would have been. */
  readonly attempts: number;
}

/** A call and its retries did not finish before the deadline. `cause` is what the last attempt failed with, if it did. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** As many calls wait for a connection as may. Nothing was sent. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** The client was closed. */
export class ClientClosedError extends Error {
  override readonly name = 'ClientClosedError';
}

/** The caller's `abortSignal` ended the call. The name is the SDK's and the platform's. */
export class CallAbortedError extends Error {
  override readonly name = 'AbortError';
}

/** No address of the name took a connection, or the name has none. Nothing was sent. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';

  constructor(
    message: string,
    /** Node's code of the first failure, such as `ECONNREFUSED`, `ETIMEDOUT` or `ENOTFOUND`. */
    readonly code: string,
    cause: unknown,
  ) {
    super(message, { cause });
  }
}

/** How a connection was lost. */
export type ConnectionLoss =
  /** It broke. */
  | 'broken'
  /** Nothing comes back from its address any more. */
  | 'unreachable'
  /** Its address is well, but this answer does not come. */
  | 'stuck';

/** The connection broke, or the way to its address did, before the whole response was there. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';

  constructor(
    message: string,
    /** Node's code of the failure, such as `ECONNRESET`. */
    readonly code: string,
    /** Whether the request had been sent, at least in part. */
    readonly sent: boolean,
    /** How it was lost. */
    readonly loss: ConnectionLoss,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
