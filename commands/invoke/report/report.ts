import type { TimeSlot } from '../measure/time-series';
import {
  type ConfidenceInterval,
  CURVE_PERCENTS,
  type CurvePoint,
  PERCENTILES,
  samplesBeyond,
} from '../../shared/statistics/percentiles';
import type { TimedLatencies } from '../measure/timed-latencies';
import type { Measurement } from '../measure/measure';
import type { ScheduleFigures } from '../measure/open-loop';
import type { HostStats } from '../measure/host-stats';

/** One percentile more than the probe reports, which makes too few calls for it. */
const REPORTED_PERCENTILES = [...PERCENTILES, 99.9];

/** The latency of a set of calls. */
export interface LatencyFigures {
  readonly samples: number;
  readonly minMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  /** By resampling stretches of time as wholes. Null if there are too few samples, or too few such stretches. */
  readonly p99Interval95Ms: ConfidenceInterval | null;
  readonly p999Ms: number;
  readonly maxMs: number;
  readonly meanMs: number;
  /** Percentiles with too few samples beyond them: they say little. */
  readonly tooFewSamplesFor: readonly number[];
}

/** What was measured of one host. */
export interface HostFigures {
  readonly host: string;
  readonly answered: number;
  readonly failed: number;
  readonly throughputPerSecond: number;
  readonly latency: LatencyFigures;
  /** Of calls that had to open their connection. */
  readonly coldLatency: LatencyFigures | null;
  /** Of calls over connections that were open already. */
  readonly warmLatency: LatencyFigures | null;
  /** How long the first part of a streamed response took. */
  readonly firstByte: LatencyFigures | null;
  readonly errors: Readonly<Record<string, number>>;
  readonly connectionsOpened: number;
  /** How many calls went to each address. */
  readonly callsByAddress: Readonly<Record<string, number>>;
  /** How many calls went to each zone, by ID where that is known. Empty where the client knows no zones. */
  readonly callsByZone: Readonly<Record<string, number>>;
  /** The attempts of all calls. */
  readonly attempts: number;
  /** How many calls needed more than one attempt. */
  readonly callsRetried: number;
  readonly curve: readonly CurvePoint[];
  readonly course: readonly TimeSlot[];
}

/** What a measurement found: with `--json` as it is. */
export interface InvokeReport {
  readonly endpoint: string;
  /** In the open loop calls are sent on schedule and measured from there; in the closed loop each follows another. */
  readonly loop: 'open' | 'closed';
  readonly concurrency: number;
  readonly ratePerSecond: number | null;
  /** How the open loop kept its schedule; null in the closed loop. */
  readonly schedule: ScheduleFigures | null;
  /** The share of the time that the measuring process was at work and not waiting, from 0 to 1. */
  readonly eventLoopUtilization: number;
  /** How much of the mean latency may be the measuring process's own work; null where it was not busy. */
  readonly ownWorkUpToMs: number | null;
  readonly elapsedSeconds: number;
  readonly interrupted: boolean;
  readonly bodyBytes: number;
  /** This machine's zone, if it is known: its ID, or its name where only that is known. */
  readonly clientZone: string | null;
  readonly startedAt: string;
  readonly hosts: readonly HostFigures[];
}

export function hostFigures(
  host: string,
  stats: HostStats,
  { elapsedMs }: Measurement,
  connectionsOpened: number,
): HostFigures {
  const all = stats.all;
  const unlessEmpty = (latencies: TimedLatencies) => (latencies.count === 0 ? null : latencyFigures(latencies));
  return {
    host,
    answered: stats.answered,
    failed: stats.failed,
    throughputPerSecond: (stats.answered * 1_000) / elapsedMs,
    latency: latencyFigures(all),
    coldLatency: unlessEmpty(stats.cold),
    warmLatency: unlessEmpty(stats.warm),
    firstByte: unlessEmpty(stats.firstByte),
    errors: mostFirst(stats.errors),
    connectionsOpened,
    callsByAddress: mostFirst(stats.addresses),
    callsByZone: mostFirst(stats.zones),
    attempts: stats.attempts,
    callsRetried: stats.retried,
    curve: CURVE_PERCENTS.filter(
      (percent) => all.count > 0 && (percent <= 50 || samplesBeyond(all.count, percent) >= 1),
    ).map((percent) => ({
      percent,
      ms: all.percentileMs(percent),
    })),
    course: stats.timeSeries.slots(),
  };
}

const mostFirst = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a));

function latencyFigures(latencies: TimedLatencies): LatencyFigures {
  return {
    samples: latencies.count,
    minMs: latencies.minMs,
    p50Ms: latencies.percentileMs(50),
    p90Ms: latencies.percentileMs(90),
    p99Ms: latencies.percentileMs(99),
    p99Interval95Ms: latencies.confidenceInterval(99) ?? null,
    p999Ms: latencies.percentileMs(99.9),
    maxMs: latencies.maxMs,
    meanMs: latencies.meanMs,
    tooFewSamplesFor: REPORTED_PERCENTILES.filter((percent) => !latencies.hasEnoughFor(percent)),
  };
}
