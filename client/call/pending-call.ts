import { setMaxListeners } from 'node:events';
import type { CallConnection } from './call-metadata';
import { CallAbortedError, DeadlineError } from './errors';

/** What bounds one call. */
export interface CallLimits {
  /** The deadline of all attempts together, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the call early. @default - nothing does */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One call with all of its attempts: its deadline, its caller's signal, and the one stage that is under way (waiting for
 * a connection, an exchange, a pause), which ends with it.
 */
export class PendingCall {
  readonly startedAt = performance.now();
  private readonly deadline: number;
  attempts = 0;
  /** Whether the attempt under way was sent, at least in part. */
  isSent = false;
  /** Until the last attempt had its connection, in milliseconds. */
  connectionMs = 0;
  /** From sending the last attempt to its response's headers, in milliseconds. */
  firstByteMs: number | undefined;
  /** The address that the next attempt should not go to. */
  avoid: string | undefined;
  /** The connection of the last attempt. */
  connection: CallConnection | undefined;
  private timer: NodeJS.Timeout;
  private readonly signal: AbortSignal | undefined;
  private readonly onAbort: (() => void) | undefined;
  private endedBy: Error | undefined;
  private cancelStage: ((reason: Error) => void) | undefined;

  constructor({ timeoutMs, signal }: CallLimits) {
    this.deadline = this.startedAt + timeoutMs;
    this.timer = setTimeout(missDeadline, timeoutMs, this, timeoutMs);
    this.signal = signal;
    if (signal === undefined) return;
    this.onAbort = () => this.end(new CallAbortedError('the call was aborted', { cause: signal.reason }));
    // A service that stops may have one signal for all of its calls.
    // A polyfill's has no limit to lift.
    if (signal instanceof EventTarget) setMaxListeners(0, signal);
    if (signal.aborted) this.onAbort();
    else signal.addEventListener('abort', this.onAbort, { once: true });
  }

  get remainingMs(): number {
    return this.deadline - performance.now();
  }

  /** Why the call is over, if it is. */
  get reason(): Error | undefined {
    return this.endedBy;
  }

  /** Names what ends the stage that begins now, when the call ends; nothing does after a stage. */
  set stage(cancel: ((reason: Error) => void) | undefined) {
    this.cancelStage = cancel;
  }

  /** Ends the call, and with it the stage that is under way. */
  end(reason: Error): void {
    if (this.endedBy !== undefined) return;
    this.endedBy = reason;
    this.cancelStage?.(reason);
  }

  /** Moves the deadline, to so many milliseconds from the call's beginning. */
  extend(timeoutMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(missDeadline, this.startedAt + timeoutMs - performance.now(), this, timeoutMs);
  }

  /** Frees the timer and the signal. */
  finish(): void {
    clearTimeout(this.timer);
    if (this.onAbort !== undefined) this.signal?.removeEventListener('abort', this.onAbort);
    this.cancelStage = undefined;
  }

  /** Waits for something that knows nothing of the call, unless the call ends first. */
  async wait<T>(result: Promise<T>): Promise<T> {
    if (this.reason !== undefined) throw this.reason;
    return new Promise((resolve, reject) => {
      this.stage = reject;
      result.then(resolve, reject);
    });
  }

  /** Pauses, unless the call ends first. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      this.stage = (reason) => {
        clearTimeout(timer);
        reject(reason);
      };
    });
  }
}

/** A function of its own, since this is set up for every call. */
const missDeadline = (call: PendingCall, timeoutMs: number): void =>
  call.end(new DeadlineError(`no answer within ${timeoutMs} ms, with all tries`));
