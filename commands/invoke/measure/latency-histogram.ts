import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { hasEnoughSamples } from '../../shared/statistics/percentiles';

/** The precision of the HDR histogram: an error of at most 0.1 %. */
const SIGNIFICANT_FIGURES = 3;
const US_PER_MS = 1_000;

/** Latencies in bounded memory, however many there are. All results are in milliseconds. */
export class LatencyHistogram {
  private readonly histogram: RecordableHistogram = createHistogram({
    lowest: 1,
    highest: 3_600_000_000,
    figures: SIGNIFICANT_FIGURES,
  });

  record(ms: number): void {
    this.histogram.record(Math.max(1, Math.round(ms * US_PER_MS)));
  }

  add(other: LatencyHistogram): void {
    if (other.count > 0) this.histogram.add(other.histogram);
  }

  get count(): number {
    return this.histogram.count;
  }

  get minMs(): number {
    return this.count === 0 ? NaN : this.histogram.min / US_PER_MS;
  }

  get maxMs(): number {
    return this.count === 0 ? NaN : this.histogram.max / US_PER_MS;
  }

  get meanMs(): number {
    return this.count === 0 ? NaN : this.histogram.mean / US_PER_MS;
  }

  /** @param percent - above 0, at most 100 */
  percentileMs(percent: number): number {
    return this.count === 0 ? NaN : Math.min(this.histogram.percentile(percent), this.histogram.max) / US_PER_MS;
  }

  /** Whether enough samples lie beyond a percentile for it to mean something. */
  hasEnoughFor(percent: number): boolean {
    return hasEnoughSamples(this.count, percent);
  }
}
