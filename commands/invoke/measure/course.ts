import { Latencies } from './latencies';

/** How many slots a course is told in: between half of these and all of them. */
const MOST_SLOTS = 120;
const FIRST_SLOT_MS = 100;

export interface Slot {
  readonly fromMs: number;
  readonly toMs: number;
  readonly answered: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

interface OpenSlot {
  readonly latencies: Latencies;
  failed: number;
}

/** Latencies over time, in bounded memory: slots become twice as long whenever there are too many. */
export class Course {
  private slots: OpenSlot[] = [];
  private slotMs = FIRST_SLOT_MS;

  /** @param atMs - since the measurement began */
  record(atMs: number, latencyMs: number | undefined): void {
    while (atMs >= this.slotMs * MOST_SLOTS) this.widen();
    const position = Math.max(0, Math.floor(atMs / this.slotMs));
    while (this.slots.length <= position) this.slots.push({ latencies: new Latencies(), failed: 0 });
    const slot = this.slots[position] as OpenSlot;
    if (latencyMs === undefined) slot.failed++;
    else slot.latencies.record(latencyMs);
  }

  told(): Slot[] {
    return this.slots.map(({ latencies, failed }, i) => ({
      fromMs: i * this.slotMs,
      toMs: (i + 1) * this.slotMs,
      answered: latencies.count,
      failed,
      p50Ms: latencies.percentileMs(50),
      p99Ms: latencies.percentileMs(99),
      maxMs: latencies.maxMs,
    }));
  }

  private widen(): void {
    const wider: OpenSlot[] = [];
    this.slots.forEach((slot, i) => {
      const before = wider[Math.floor(i / 2)];
      if (before === undefined) wider.push(slot);
      else {
        before.latencies.add(slot.latencies);
        before.failed += slot.failed;
      }
    });
    this.slots = wider;
    this.slotMs *= 2;
  }
}
