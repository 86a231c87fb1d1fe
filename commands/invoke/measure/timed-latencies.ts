import type { ConfidenceInterval } from '../../shared/statistics/percentiles';
import { LatencyHistogram } from './latency-histogram';
import { SlotSamples } from './slot-samples';

/** Latencies with when they were measured, which the confidence of their percentiles depends on. */
export class TimedLatencies extends LatencyHistogram {
  private readonly samples = new SlotSamples();

  /** @param atMs - since the measurement began */
  recordAt(atMs: number, ms: number): void {
    this.record(ms);
    this.samples.record(atMs, ms);
  }

  override add(other: TimedLatencies): void {
    super.add(other);
    this.samples.add(other.samples);
  }

  /** The 95 % confidence interval of a percentile. Undefined if there are too few samples, or over too short a time. */
  confidenceInterval(percent: number): ConfidenceInterval | undefined {
    return this.hasEnoughFor(percent) ? this.samples.percentileInterval(percent) : undefined;
  }
}
