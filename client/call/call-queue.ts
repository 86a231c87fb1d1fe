import type { PendingCall } from './pending-call';
import { DeadlineError, QueueFullError } from './errors';

interface Waiting {
  readonly call: PendingCall;
  readonly proceed: () => void;
  readonly give: (reason: Error) => void;
}

/** Calls that wait for their turn, first come, first served. */
export class CallQueue {
  private readonly waiting = new Set<Waiting>();
  private warned = false;

  /**
   * @param limit - how many calls may wait
   * @param concurrency - how many run
   */
  constructor(
    private readonly limit: number,
    private readonly concurrency: number,
  ) {}

  get length(): number {
    return this.waiting.size;
  }

  /**
   * Resolves when it is the call's turn.
   *
   * @throws QueueFullError if too many wait; the reason of the call if it ends first
   */
  wait(call: PendingCall): Promise<void> {
    if (this.waiting.size >= this.limit) {
      throw new QueueFullError(
        `${this.limit} calls wait for a connection already: send fewer at a time, or raise concurrency or maxQueue`,
      );
    }
    this.warn();
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { call, proceed: resolve, give: reject };
      this.waiting.add(waiting);
      call.stage = (reason) => {
        this.waiting.delete(waiting);
        reject(reason);
      };
    });
  }

  /**
   * Lets the next call go on that can still be answered in time; one that cannot would only take the turn of the next.
   *
   * @param usualMs - how long an answer takes
   * @returns false if none waits
   */
  next(usualMs: number): boolean {
    for (const waiting of this.waiting) {
      this.waiting.delete(waiting);
      if (waiting.call.remainingMs > usualMs) {
        waiting.call.stage = undefined;
        waiting.proceed();
        return true;
      }
      waiting.give(
        new DeadlineError(
          `waited for a connection until too little time was left for an answer (${Math.ceil(usualMs)} ms)`,
        ),
      );
    }
    return false;
  }

  /** Once: it explains latencies that no server has. */
  private warn(): void {
    if (this.warned) return;
    this.warned = true;
    process.emitWarning(
      `more calls at a time than the ${this.concurrency} connections: the others wait, and their latency grows by that. Raise concurrency`,
      'RuntimeClientWarning',
    );
  }

  /** Ends all that wait. */
  clear(reason: Error): void {
    for (const { give } of this.waiting) give(reason);
    this.waiting.clear();
  }
}
