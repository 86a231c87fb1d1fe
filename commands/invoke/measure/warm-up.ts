import { closedLoop } from './closed-loop';
import type { MeasureOptions } from './measure';
import { stopAfter } from './stop-after';

/**
 * Thousands of calls pass until V8 has compiled what makes them: on loopback, p99 over one connection was 4.9 ms after 2
 * calls, 2.0 ms after 2,000, and 1.3 ms after 4,000 (a run of each, Node 20). The time bounds what that costs of a
 * slower endpoint, whose own latency hides the rest.
 */
export const WARM_UP = { durationMs: 2_000, maxCalls: 4_000, maxCallsPerMeasured: 4, callsPerConnection: 2 } as const;

/** Makes calls that are not counted: so many, or until the client is warm. */
export async function warmUp(
  { warmup, concurrency, count = Infinity, rate, signal }: MeasureOptions,
  hosts: number,
  call: () => Promise<void>,
): Promise<void> {
  if (warmup !== undefined) return closedLoop(concurrency, warmup, signal, call);
  const { durationMs, maxCalls, maxCallsPerMeasured, callsPerConnection } = WARM_UP;
  const { signal: over, release } = stopAfter(signal, durationMs);
  const opening = callsPerConnection * concurrency * hosts;
  await closedLoop(concurrency, opening, signal, call);
  // With a rate, the endpoint may not be able to take more: one caller at a time is no load.
  const workers = rate === undefined ? concurrency : 1;
  await closedLoop(workers, Math.min(maxCalls, maxCallsPerMeasured * count) - opening, over, call);
  release();
}
