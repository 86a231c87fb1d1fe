import type { Measurement } from '../measure/measure';

/** A process that is at work for more of the time measures itself: its answers wait until it reads them. */
const BUSY = 0.7;

/**
 * How much of the mean latency may be this process's own work, in milliseconds: as large a part of it as the process was
 * at work. Null where the process was not busy.
 */
export function ownWorkUpToMs({ eventLoopUtilization, statsByHost }: Measurement): number | null {
  if (eventLoopUtilization <= BUSY) return null;
  const all = [...statsByHost.values()].map((stats) => stats.all).filter(({ count }) => count > 0);
  const calls = all.reduce((sum, { count }) => sum + count, 0);
  return calls === 0
    ? null
    : eventLoopUtilization * all.reduce((sum, one) => sum + (one.meanMs * one.count) / calls, 0);
}
