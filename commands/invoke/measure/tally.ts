import type { CallConnection } from '../../../client';
import { Course } from './course';
import { Latencies } from './latencies';

/** How a call ended. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly latencyMs: number;
      readonly firstByteMs?: number | undefined;
      readonly connection?: CallConnection | undefined;
    }
  | { readonly kind: 'failed'; readonly latencyMs: number; readonly error: string };

/** Everything that is counted of the calls to one host. */
export class Tally {
  /** Of calls over connections that were open. */
  readonly warm = new Latencies();
  /** Of calls that had to open theirs. */
  readonly cold = new Latencies();
  readonly firstByte = new Latencies();
  readonly course = new Course();
  /** How many calls ended with which error. */
  readonly errors = new Map<string, number>();
  /** How many calls went over connections to which address. */
  readonly addresses = new Map<string, number>();

  /** @param endedMs - since the measurement began */
  count(endedMs: number, outcome: Outcome): void {
    if (outcome.kind === 'failed') {
      this.errors.set(outcome.error, (this.errors.get(outcome.error) ?? 0) + 1);
      this.course.record(endedMs, undefined);
      return;
    }
    const { latencyMs, firstByteMs, connection } = outcome;
    (connection?.cold === true ? this.cold : this.warm).record(latencyMs);
    if (firstByteMs !== undefined) this.firstByte.record(firstByteMs);
    if (connection !== undefined)
      this.addresses.set(connection.address, (this.addresses.get(connection.address) ?? 0) + 1);
    this.course.record(endedMs, latencyMs);
  }

  get answered(): number {
    return this.warm.count + this.cold.count;
  }

  get failed(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Warm and cold together: what callers saw. */
  get all(): Latencies {
    const all = new Latencies();
    all.add(this.warm);
    all.add(this.cold);
    return all;
  }
}
