import { setTimeout as delay } from 'node:timers/promises';

/** What ends a measurement. */
export interface Ending {
  readonly signal: AbortSignal;
  /** Lets go of the timer, which would keep the process alive. */
  readonly release: () => void;
}

/**
 * Ends when a signal aborts, or after a duration.
 *
 * The timer is held here: Node 20 drops the signal of `AbortSignal.timeout` inside `AbortSignal.any` at the next major
 * garbage collection, and the measurement would never end.
 *
 * @param durationMs - undefined: only the signal ends it
 */
export function stopAfter(stop: AbortSignal, durationMs: number | undefined): Ending {
  const [ending, released] = [new AbortController(), new AbortController()];
  const end = () => ending.abort();
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  if (durationMs !== undefined)
    void delay(durationMs, undefined, { signal: released.signal }).then(end, () => undefined);
  return {
    signal: ending.signal,
    release: () => {
      stop.removeEventListener('abort', end);
      released.abort();
    },
  };
}
