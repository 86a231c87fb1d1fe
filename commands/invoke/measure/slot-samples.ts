import type { ConfidenceInterval } from '../../shared/statistics/percentiles';
import { seededRandom } from '../../shared/statistics/random';

const FIRST_SLOT_MS = 10;
/** A long series has at least half as many slots as this. */
const MAX_SLOTS = 120;
/** With fewer slots, resampling says little of how much they differ. */
const ENOUGH_SLOTS = 20;
/** Samples that differ by less than 0.1 % are counted together. */
const STEP = Math.log(1.001);
const US_PER_MS = 1_000;
const RESAMPLES = 500;

/** How many samples there are of each size. */
type Counts = Map<number, number>;

/** Samples by when they were taken, in bounded memory: whenever there are too many slots, each becomes twice as long. */
export class SlotSamples {
  private slots: Counts[] = [];
  private slotMs = FIRST_SLOT_MS;

  record(atMs: number, ms: number): void {
    while (atMs >= this.slotMs * MAX_SLOTS) this.mergePairs();
    increase(this.slotAt(Math.max(0, Math.floor(atMs / this.slotMs))), sizeOf(ms), 1);
  }

  add({ slots, slotMs }: SlotSamples): void {
    while (this.slotMs < slotMs) this.mergePairs();
    const each = this.slotMs / slotMs;
    slots.forEach((counts, i) => addCounts(this.slotAt(Math.floor(i / each)), counts));
  }

  /**
   * The 95 % confidence interval of a percentile, by resampling the slots as wholes. A stall meets many calls at once: to
   * take them for independent would make the interval far too narrow. Undefined if there are too few slots.
   *
   * @see Davison and Hinkley, Bootstrap Methods and their Application, 8.2.3
   */
  percentileInterval(percent: number): ConfidenceInterval | undefined {
    const { slots } = this;
    if (slots.filter(({ size }) => size > 0).length < ENOUGH_SLOTS) return undefined;
    const sizes = [...new Set(slots.flatMap((counts) => [...counts.keys()]))].sort((a, b) => a - b);
    const cumulative = slots.map((counts) => {
      let sum = 0;
      return Float64Array.from(sizes, (size) => (sum += counts.get(size) ?? 0));
    });
    const random = seededRandom(slots.length);
    const found = Float64Array.from({ length: RESAMPLES }, () => {
      const drawn = slots.map(() => cumulative[Math.floor(random() * slots.length)] as Float64Array);
      return rankOf(percent / 100, drawn, sizes.length);
    }).sort();
    const at = (share: number) => msOf(sizes[found[Math.ceil(share * RESAMPLES) - 1] as number] as number);
    return { lowMs: at(0.025), highMs: at(0.975) };
  }

  private slotAt(position: number): Counts {
    while (this.slots.length <= position) this.slots.push(new Map());
    return this.slots[position] as Counts;
  }

  private mergePairs(): void {
    const old = this.slots;
    this.slots = [];
    this.slotMs *= 2;
    old.forEach((counts, i) => addCounts(this.slotAt(Math.floor(i / 2)), counts));
  }
}

/** The least position up to which the slots hold a share of their samples. */
function rankOf(share: number, cumulative: readonly Float64Array[], length: number): number {
  const upTo = (position: number) => {
    let sum = 0;
    for (const counts of cumulative) sum += counts[position] as number;
    return sum;
  };
  const wanted = share * upTo(length - 1);
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

const sizeOf = (ms: number): number => Math.round(Math.log(Math.max(1, ms * US_PER_MS)) / STEP);
const msOf = (size: number): number => Math.exp(size * STEP) / US_PER_MS;

const increase = (counts: Counts, size: number, by: number) => counts.set(size, (counts.get(size) ?? 0) + by);
const addCounts = (into: Counts, from: Counts) => from.forEach((count, size) => increase(into, size, count));
