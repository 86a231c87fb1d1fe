import { setTimeout as delay } from 'node:timers/promises';
import { shuffle } from '../../shared/statistics/random';
import { type CallOutcome, HostStats } from './host-stats';

/** A host to measure. */
export interface Target {
  readonly host: string;
  /** Makes a call. It returns how the call ended and how long it took, and never throws. */
  call(): Promise<CallOutcome>;
}

export interface MeasureOptions {
  /** How many calls run at the same time, over all targets. With a rate, as many as it takes. */
  readonly concurrency: number;
  /** How many calls are made. @default - until the duration is over */
  readonly count?: number | undefined;
  /** How long to measure, in milliseconds. @default - until the calls are made */
  readonly durationMs?: number | undefined;
  /** How many calls are made before the first that counts. */
  readonly warmup: number;
  /** Calls per second, sent on schedule however long responses take. @default - each call follows another's end */
  readonly rate?: number | undefined;
  /** Ends the measurement early. What was measured until then is returned. */
  readonly signal: AbortSignal;
  /** Called after each call, with the totals until then. @default - nothing */
  readonly onCall?: (answered: number, failed: number) => void;
}

export interface Measurement {
  readonly loop: 'open' | 'closed';
  readonly statsByHost: ReadonlyMap<string, HostStats>;
  readonly elapsedMs: number;
  /** Whether it was ended early. */
  readonly interrupted: boolean;
}

/**
 * Calls targets in shuffled rounds, so that drift affects all of them alike, and collects statistics for each host.
 *
 * In the closed loop a slow response delays the next call, which hides what callers would have waited (coordinated
 * omission). In the open loop calls are sent on schedule and measured from their intended times: a stall shows in every
 * call that it delayed.
 */
export async function measure(targets: readonly Target[], options: MeasureOptions): Promise<Measurement> {
  const next = inShuffledRounds(targets);
  await closedLoop(options.concurrency, options.warmup, options.signal, async () => void (await next().call()));

  const statsByHost = new Map(targets.map(({ host }) => [host, new HostStats()]));
  const start = performance.now();
  let [answered, failed] = [0, 0];
  const countedCall = async (intended?: number) => {
    const target = next();
    const startedAt = performance.now();
    const outcome = await target.call();
    const waited = intended === undefined ? 0 : startedAt - intended;
    const counted = { ...outcome, latencyMs: outcome.latencyMs + waited };
    statsByHost.get(target.host)?.record(performance.now() - start, counted);
    if (outcome.kind === 'answered') answered++;
    else failed++;
    options.onCall?.(answered, failed);
  };

  const stop = stopSignal(options);
  if (options.rate === undefined)
    await closedLoop(options.concurrency, options.count ?? Infinity, stop, () => countedCall());
  else await openLoop(options.rate, options.count ?? Infinity, stop, start, countedCall);
  return {
    loop: options.rate === undefined ? 'closed' : 'open',
    statsByHost,
    elapsedMs: performance.now() - start,
    interrupted: options.signal.aborted,
  };
}

/** Each worker makes a call as soon as its last one has ended. */
async function closedLoop(workers: number, count: number, stop: AbortSignal, call: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0 && !stop.aborted) await call();
  };
  await Promise.all(Array.from({ length: Math.min(workers, count) }, worker));
}

/** Sends calls on schedule, and waits for all of them. */
async function openLoop(
  rate: number,
  count: number,
  stop: AbortSignal,
  start: number,
  call: (intended: number) => Promise<void>,
): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  for (let i = 0; i < count && !stop.aborted; i++) {
    const intended = start + (i * 1_000) / rate;
    const wait = intended - performance.now();
    if (wait > 0) await delay(wait, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) break;
    const made = call(intended).finally(() => inFlight.delete(made));
    inFlight.add(made);
  }
  await Promise.all(inFlight);
}

const stopSignal = ({ durationMs, signal }: MeasureOptions): AbortSignal =>
  durationMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(durationMs)]);

/** Returns every target once, in random order, and then again. */
function inShuffledRounds<T>(targets: readonly T[]): () => T {
  let round: T[] = [];
  return () => {
    if (round.length === 0) round = shuffle(targets);
    return round.pop() as T;
  };
}
