import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

/** Timers are good to a millisecond, early or late. What is sent later than this was kept from being sent. */
export const LATE_MS = 2;
/** So many calls are sent in a row before the answers of others are read. */
const BURST = 16;

export interface OpenLoopProps {
  /** Calls per second. */
  readonly rate: number;
  /** How many calls are sent. */
  readonly count: number;
  /** How many may be in flight. A call that finds so many is sent as soon as one of them ends. */
  readonly maxInFlight: number;
  /** No call is sent once it is aborted; those in flight are waited for. */
  readonly stop: AbortSignal;
  /** When the first call is due, by `performance.now()`. */
  readonly start: number;
  /** Makes a call. It must not throw. */
  readonly call: (dueAt: number) => Promise<void>;
}

/** How well the schedule was kept. */
export interface ScheduleFigures {
  readonly sent: number;
  /** Calls sent more than LATE_MS after they were due. Their latency counts from when they were due. */
  readonly late: number;
  /** How late the latest was sent. */
  readonly maxLateMs: number;
  /** Calls that were due before the end and were not sent by then. They are in no latency. */
  readonly unsent: number;
}

/**
 * Sends calls on schedule, and waits for all of them. However far it falls behind, it needs no more memory: calls that are
 * due are not queued, but sent one after the other, with the time they were due at.
 */
export async function openLoop({
  rate,
  count,
  maxInFlight,
  stop,
  start,
  call,
}: OpenLoopProps): Promise<ScheduleFigures> {
  const inFlight = new Set<Promise<void>>();
  let onEnd: () => void = () => undefined;
  let stoppedAt: number | undefined;
  const noteStop = () => (stoppedAt = performance.now());
  stop.addEventListener('abort', noteStop, { once: true });
  let [sent, late, maxLateMs, burst] = [0, 0, 0, 0];
  while (sent < count && !stop.aborted) {
    const dueAt = start + (sent * 1_000) / rate;
    const wait = dueAt - performance.now();
    if (wait > 0) {
      burst = 0;
      await delay(wait, undefined, { signal: stop }).catch(() => undefined);
    } else if (++burst % BURST === 0) await turn();
    if (inFlight.size >= maxInFlight) await new Promise<void>((ended) => (onEnd = ended));
    if (stop.aborted) break;
    const lateMs = performance.now() - dueAt;
    if (lateMs > LATE_MS) late++;
    maxLateMs = Math.max(maxLateMs, lateMs);
    sent++;
    const made = call(dueAt).finally(() => {
      inFlight.delete(made);
      onEnd();
    });
    inFlight.add(made);
  }
  await Promise.all(inFlight);
  stop.removeEventListener('abort', noteStop);
  const due = stoppedAt === undefined ? sent : Math.min(count, Math.floor(((stoppedAt - start) * rate) / 1_000) + 1);
  return { sent, late, maxLateMs, unsent: Math.max(0, due - sent) };
}
