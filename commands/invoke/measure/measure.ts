import { shuffle } from '../../shared/statistics/random';
import { closedLoop } from './closed-loop';
import { type CallOutcome, HostStats } from './host-stats';
import { openLoop, type ScheduleFigures } from './open-loop';
import { stopAfter } from './stop-after';
import { warmUp } from './warm-up';

/** A host to measure. */
export interface Target {
  readonly host: string;
  /** Makes a call. It returns how the call ended and how long it took, and never throws. */
  call(): Promise<CallOutcome>;
}

export interface MeasureOptions {
  /** How many calls run at the same time, over all targets; with a rate, how many at most. */
  readonly concurrency: number;
  /** How many calls are made. @default - until the duration is over */
  readonly count?: number | undefined;
  /** How long to measure, in milliseconds. @default - until the calls are made */
  readonly durationMs?: number | undefined;
  /** How many calls are made before the first that counts. @default - until the client is warm: WARM_UP */
  readonly warmup?: number | undefined;
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
  /** How the open loop kept its schedule. Undefined in the closed loop. */
  readonly schedule: ScheduleFigures | undefined;
  readonly elapsedMs: number;
  /** The share of the time that this process was at work and not waiting, from 0 to 1. */
  readonly eventLoopUtilization: number;
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
  await warmUp(options, targets.length, async () => void (await next().call()));

  const statsByHost = new Map(targets.map(({ host }) => [host, new HostStats()]));
  const [start, loopAtStart] = [performance.now(), performance.eventLoopUtilization()];
  let [answered, failed] = [0, 0];
  const countedCall = async (dueAt?: number) => {
    const target = next();
    const startedAt = performance.now();
    const outcome = await target.call();
    // A timer may fire a little early: then a call is measured from when it was sent.
    const waited = dueAt === undefined ? 0 : Math.max(0, startedAt - dueAt);
    const counted = { ...outcome, latencyMs: outcome.latencyMs + waited };
    statsByHost.get(target.host)?.record(performance.now() - start, counted);
    if (outcome.kind === 'answered') answered++;
    else failed++;
    options.onCall?.(answered, failed);
  };

  const { rate, count = Infinity, concurrency } = options;
  const { signal: stop, release } = stopAfter(options.signal, options.durationMs);
  const schedule =
    rate === undefined
      ? void (await closedLoop(concurrency, count, stop, () => countedCall()))
      : await openLoop({ rate, count, maxInFlight: concurrency, stop, start, call: countedCall });
  release();
  return {
    loop: rate === undefined ? 'closed' : 'open',
    statsByHost,
    schedule,
    elapsedMs: performance.now() - start,
    eventLoopUtilization: performance.eventLoopUtilization(loopAtStart).utilization,
    interrupted: options.signal.aborted,
  };
}

/** Returns every target once, in random order, and then again. */
function inShuffledRounds<T>(targets: readonly T[]): () => T {
  let round: T[] = [];
  return () => {
    if (round.length === 0) round = shuffle(targets);
    return round.pop() as T;
  };
}
