import { setTimeout as delay } from 'node:timers/promises';
import { shuffle } from '../../shared/statistics/random';
import { type Outcome, Tally } from './tally';

/** A host to measure, with what one call to it is. */
export interface Target {
  readonly host: string;
  /** Makes a call and says how it ended, with how long it took by its own clock. It never throws. */
  call(): Promise<Outcome>;
}

export interface MeasureOptions {
  /** How many calls at a time, over all targets. With a rate, as many as it takes. */
  readonly concurrency: number;
  /** How many calls. @default - until the duration is over */
  readonly count?: number | undefined;
  /** How long, in milliseconds. @default - until the calls are made */
  readonly durationMs?: number | undefined;
  /** Calls made before any is counted. */
  readonly warmup: number;
  /** Calls per second, sent at their intended times whatever the answers do. @default - each as soon as another ends */
  readonly rate?: number | undefined;
  /** Ends the measurement early; what was measured until then stands. */
  readonly signal: AbortSignal;
  /** Told after each call. */
  readonly onCall?: (answered: number, failed: number) => void;
}

export interface Measurement {
  readonly loop: 'open' | 'closed';
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly elapsedMs: number;
  /** Whether it was ended before its time. */
  readonly interrupted: boolean;
}

/**
 * Calls targets in shuffled rounds, so that whatever drifts meets all of them alike, and counts how the calls end.
 *
 * In the closed loop a slow answer delays the next call, and so hides what it did to it. In the open loop calls are sent
 * at the intended times, and measured from these: a stall shows in every call that it delayed.
 */
export async function measure(targets: readonly Target[], options: MeasureOptions): Promise<Measurement> {
  const next = inShuffledRounds(targets);
  await closedLoop(options.concurrency, options.warmup, options.signal, async () => void (await next().call()));

  const tallies = new Map(targets.map(({ host }) => [host, new Tally()]));
  const start = performance.now();
  let [answered, failed] = [0, 0];
  const countedCall = async (intended?: number) => {
    const target = next();
    const began = performance.now();
    const outcome = await target.call();
    const waited = intended === undefined ? 0 : began - intended;
    const counted = { ...outcome, latencyMs: outcome.latencyMs + waited };
    tallies.get(target.host)?.count(performance.now() - start, counted);
    if (outcome.kind === 'answered') answered++;
    else failed++;
    options.onCall?.(answered, failed);
  };

  const stop = until(options);
  if (options.rate === undefined)
    await closedLoop(options.concurrency, options.count ?? Infinity, stop, () => countedCall());
  else await openLoop(options.rate, options.count ?? Infinity, stop, start, countedCall);
  return {
    loop: options.rate === undefined ? 'closed' : 'open',
    tallies,
    elapsedMs: performance.now() - start,
    interrupted: options.signal.aborted,
  };
}

/** Each of so many workers makes a call as soon as its last one has ended. */
async function closedLoop(workers: number, count: number, stop: AbortSignal, call: () => Promise<void>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0 && !stop.aborted) await call();
  };
  await Promise.all(Array.from({ length: Math.min(workers, count) }, worker));
}

/** Calls are sent when their time has come, and all are waited for. */
async function openLoop(
  rate: number,
  count: number,
  stop: AbortSignal,
  start: number,
  call: (intended: number) => Promise<void>,
): Promise<void> {
  const under = new Set<Promise<void>>();
  for (let i = 0; i < count && !stop.aborted; i++) {
    const intended = start + (i * 1_000) / rate;
    const wait = intended - performance.now();
    if (wait > 0) await delay(wait, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) break;
    const made = call(intended).finally(() => under.delete(made));
    under.add(made);
  }
  await Promise.all(under);
}

const until = ({ durationMs, signal }: MeasureOptions): AbortSignal =>
  durationMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(durationMs)]);

/** Every target once, in an order of chance, and again. */
function inShuffledRounds<T>(targets: readonly T[]): () => T {
  let round: T[] = [];
  return () => {
    if (round.length === 0) round = shuffle(targets);
    return round.pop() as T;
  };
}
