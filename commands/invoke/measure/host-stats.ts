import type { CallConnection } from '../../../client';
import { TimeSeries } from './time-series';
import { TimedLatencies } from './timed-latencies';

/** How a call ended. */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly latencyMs: number;
      readonly firstByteMs?: number | undefined;
      readonly connection?: CallConnection | undefined;
      /** 1 without a retry. */
      readonly attempts: number;
    }
  | { readonly kind: 'failed'; readonly latencyMs: number; readonly error: string; readonly attempts: number };

/** The statistics of the calls to one host. */
export class HostStats {
  /** Latency of calls over connections that were open already. */
  readonly warm = new TimedLatencies();
  /** Latency of calls that had to open their connection. */
  readonly cold = new TimedLatencies();
  /** How long the first part of a streamed response took. */
  readonly firstByte = new TimedLatencies();
  readonly timeSeries = new TimeSeries();
  /** How many calls failed with each error. */
  readonly errors = new Map<string, number>();
  /** How many calls went to each address. */
  readonly addresses = new Map<string, number>();
  /** How many calls went to each zone, by ID, or by name where that is all that is known. */
  readonly zones = new Map<string, number>();
  /** The attempts of all calls. */
  attempts = 0;
  /** How many calls needed more than one attempt. */
  retried = 0;

  /** @param endedMs - since the measurement began */
  record(endedMs: number, outcome: CallOutcome): void {
    this.attempts += outcome.attempts;
    if (outcome.attempts > 1) this.retried++;
    if (outcome.kind === 'failed') {
      increment(this.errors, outcome.error);
      this.timeSeries.record(endedMs, undefined);
      return;
    }
    const { latencyMs, firstByteMs, connection } = outcome;
    (connection?.cold === true ? this.cold : this.warm).recordAt(endedMs, latencyMs);
    if (firstByteMs !== undefined) this.firstByte.recordAt(endedMs, firstByteMs);
    if (connection !== undefined) increment(this.addresses, connection.address);
    const zone = connection?.zone?.id ?? connection?.zone?.name;
    if (zone !== undefined) increment(this.zones, zone);
    this.timeSeries.record(endedMs, latencyMs);
  }

  get answered(): number {
    return this.warm.count + this.cold.count;
  }

  get failed(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Warm and cold calls together: what callers saw. */
  get all(): TimedLatencies {
    const all = new TimedLatencies();
    all.add(this.warm);
    all.add(this.cold);
    return all;
  }
}

const increment = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
