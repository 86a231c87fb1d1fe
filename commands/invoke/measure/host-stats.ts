import type { CallConnection } from '../../../client';
import { TimeSeries } from './time-series';
import { LatencyHistogram } from './latency-histogram';

/** How a call ended. */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly latencyMs: number;
      readonly firstByteMs?: number | undefined;
      readonly connection?: CallConnection | undefined;
    }
  | { readonly kind: 'failed'; readonly latencyMs: number; readonly error: string };

/** The statistics of the calls to one host. */
export class HostStats {
  /** Latency of calls over connections that were open already. */
  readonly warm = new LatencyHistogram();
  /** Latency of calls that had to open their connection. */
  readonly cold = new LatencyHistogram();
  /** How long the first part of a streamed response took. */
  readonly firstByte = new LatencyHistogram();
  readonly timeSeries = new TimeSeries();
  /** How many calls failed with each error. */
  readonly errors = new Map<string, number>();
  /** How many calls went to each address. */
  readonly addresses = new Map<string, number>();

  /** @param endedMs - since the measurement began */
  record(endedMs: number, outcome: CallOutcome): void {
    if (outcome.kind === 'failed') {
      this.errors.set(outcome.error, (this.errors.get(outcome.error) ?? 0) + 1);
      this.timeSeries.record(endedMs, undefined);
      return;
    }
    const { latencyMs, firstByteMs, connection } = outcome;
    (connection?.cold === true ? this.cold : this.warm).record(latencyMs);
    if (firstByteMs !== undefined) this.firstByte.record(firstByteMs);
    if (connection !== undefined)
      this.addresses.set(connection.address, (this.addresses.get(connection.address) ?? 0) + 1);
    this.timeSeries.record(endedMs, latencyMs);
  }

  get answered(): number {
    return this.warm.count + this.cold.count;
  }

  get failed(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Warm and cold calls together: what callers saw. */
  get all(): LatencyHistogram {
    const all = new LatencyHistogram();
    all.add(this.warm);
    all.add(this.cold);
    return all;
  }
}
