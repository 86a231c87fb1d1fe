import { LatencyHistogram } from './latency-histogram';

/** A long series has at least half as many slots as this. */
const MAX_SLOTS = 120;
const FIRST_SLOT_MS = 100;

/** The calls that ended within a stretch of a measurement. Times are since the measurement began. */
export interface TimeSlot {
  readonly fromMs: number;
  readonly toMs: number;
  readonly answered: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

interface RecordedSlot {
  readonly latencies: LatencyHistogram;
  failed: number;
}

/** Latency over time, in bounded memory: whenever there are too many slots, each becomes twice as long. */
export class TimeSeries {
  private recorded: RecordedSlot[] = [];
  private slotMs = FIRST_SLOT_MS;

  /**
   * @param atMs - since the measurement began
   * @param latencyMs - undefined for a call that failed
   */
  record(atMs: number, latencyMs: number | undefined): void {
    while (atMs >= this.slotMs * MAX_SLOTS) this.mergePairs();
    const position = Math.max(0, Math.floor(atMs / this.slotMs));
    while (this.recorded.length <= position) this.recorded.push({ latencies: new LatencyHistogram(), failed: 0 });
    const slot = this.recorded[position] as RecordedSlot;
    if (latencyMs === undefined) slot.failed++;
    else slot.latencies.record(latencyMs);
  }

  slots(): TimeSlot[] {
    return this.recorded.map(({ latencies, failed }, i) => ({
      fromMs: i * this.slotMs,
      toMs: (i + 1) * this.slotMs,
      answered: latencies.count,
      failed,
      p50Ms: latencies.percentileMs(50),
      p99Ms: latencies.percentileMs(99),
      maxMs: latencies.maxMs,
    }));
  }

  private mergePairs(): void {
    const merged: RecordedSlot[] = [];
    this.recorded.forEach((slot, i) => {
      const first = merged[Math.floor(i / 2)];
      if (first === undefined) merged.push(slot);
      else {
        first.latencies.add(slot.latencies);
        first.failed += slot.failed;
      }
    });
    this.recorded = merged;
    this.slotMs *= 2;
  }
}
