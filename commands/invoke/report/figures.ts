import type { Slot } from '../measure/course';
import {
  type ConfidenceInterval,
  CURVE_PERCENTS,
  type CurvePoint,
  PERCENTILES,
  samplesBeyond,
} from '../../shared/statistics/percentiles';
import type { Latencies } from '../measure/latencies';
import type { Measurement } from '../measure/measure';
import type { Tally } from '../measure/tally';

/** A measurement may be of any number of calls, so one percentile more than where calls are few. */
const REPORTED_PERCENTILES = [...PERCENTILES, 99.9];

export interface LatencyFigures {
  readonly samples: number;
  readonly minMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  /** The 95 % confidence interval of p99; null where there are too few samples. */
  readonly p99Interval95Ms: ConfidenceInterval | null;
  readonly p999Ms: number;
  readonly maxMs: number;
  readonly meanMs: number;
  /** Percentiles that there are too few samples for: what is told of them says little. */
  readonly tooFewSamplesFor: readonly number[];
}

export interface HostFigures {
  readonly host: string;
  readonly answered: number;
  readonly failed: number;
  readonly throughputPerSecond: number;
  readonly latency: LatencyFigures;
  /** Of calls that opened their connection. */
  readonly coldLatency: LatencyFigures | null;
  /** Of calls over connections that were open. */
  readonly warmLatency: LatencyFigures | null;
  /** Of streams, until their first part. */
  readonly firstByte: LatencyFigures | null;
  readonly errors: Readonly<Record<string, number>>;
  readonly connectionsOpened: number;
  /** How many calls went to which address. */
  readonly callsByAddress: Readonly<Record<string, number>>;
  readonly curve: readonly CurvePoint[];
  readonly course: readonly Slot[];
}

export interface Figures {
  readonly endpoint: string;
  /** In the open loop calls are sent and measured from their intended times; in the closed one each waits for another. */
  readonly loop: 'open' | 'closed';
  readonly concurrency: number;
  readonly ratePerSecond: number | null;
  readonly elapsedSeconds: number;
  readonly interrupted: boolean;
  readonly bodyBytes: number;
  /** Zone id of this machine, where it is known. */
  readonly clientZone: string | null;
  readonly startedAt: string;
  readonly hosts: readonly HostFigures[];
}

export function hostFigures(
  host: string,
  tally: Tally,
  { elapsedMs }: Measurement,
  connectionsOpened: number,
): HostFigures {
  const all = tally.all;
  const some = (latencies: Latencies) => (latencies.count === 0 ? null : latencyFigures(latencies));
  return {
    host,
    answered: tally.answered,
    failed: tally.failed,
    throughputPerSecond: (tally.answered * 1_000) / elapsedMs,
    latency: latencyFigures(all),
    coldLatency: some(tally.cold),
    warmLatency: some(tally.warm),
    firstByte: some(tally.firstByte),
    errors: Object.fromEntries([...tally.errors].toSorted(([, a], [, b]) => b - a)),
    connectionsOpened,
    callsByAddress: Object.fromEntries([...tally.addresses].toSorted(([, a], [, b]) => b - a)),
    curve: CURVE_PERCENTS.filter(
      (percent) => all.count > 0 && (percent <= 50 || samplesBeyond(all.count, percent) >= 1),
    ).map((percent) => ({
      percent,
      ms: all.percentileMs(percent),
    })),
    course: tally.course.told(),
  };
}

function latencyFigures(latencies: Latencies): LatencyFigures {
  return {
    samples: latencies.count,
    minMs: latencies.minMs,
    p50Ms: latencies.percentileMs(50),
    p90Ms: latencies.percentileMs(90),
    p99Ms: latencies.percentileMs(99),
    p99Interval95Ms: latencies.interval(99) ?? null,
    p999Ms: latencies.percentileMs(99.9),
    maxMs: latencies.maxMs,
    meanMs: latencies.meanMs,
    tooFewSamplesFor: REPORTED_PERCENTILES.filter((percent) => !latencies.isEnoughFor(percent)),
  };
}
