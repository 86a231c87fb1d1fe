import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { type ConfidenceInterval, hasEnoughSamples } from '../../shared/statistics/percentiles';

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

  /**
   * The 95 % confidence interval of a percentile, from the ranks that the binomial distribution puts around it. It assumes
   * nothing about how latencies are distributed. Undefined if there are too few samples.
   *
   * @see Hahn and Meeker, Statistical Intervals, 5.2
   */
  confidenceInterval(percent: number): ConfidenceInterval | undefined {
    const share = percent / 100;
    const spread = 1.96 * Math.sqrt(this.count * share * (1 - share));
    const [low, high] = [Math.floor(this.count * share - spread), Math.ceil(this.count * share + spread) + 1];
    if (low < 1 || high > this.count || !this.hasEnoughFor(percent)) return undefined;
    const atRank = (rank: number) => this.percentileMs((100 * rank) / this.count);
    return { lowMs: atRank(low), highMs: atRank(high) };
  }
}
