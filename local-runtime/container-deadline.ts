import type { ServerResponse } from 'node:http';

/** How long a call may keep its container. */
export interface ContainerDeadline {
  /** Aborts at the deadline, or when the client is gone. */
  readonly signal: AbortSignal;
  /** Whether the deadline has passed. */
  readonly isOver: () => boolean;
}

/**
 * Starts a deadline that ends with the response.
 *
 * @param timeoutMs - how long the container may take, its answer's body included
 */
export function containerDeadline(response: ServerResponse, timeoutMs: number): ContainerDeadline {
  const ending = new AbortController();
  let over = false;
  const timer = setTimeout(() => {
    over = true;
    ending.abort();
  }, timeoutMs);
  response.once('close', () => {
    clearTimeout(timer);
    ending.abort();
  });
  return { signal: ending.signal, isOver: () => over };
}
