import { ConnectionLostError } from '../call/errors';
import type { Address } from './address';
import type { AddressBook } from './address-book';
import type { Connection } from './connection';
import type { ConnectionPool } from './connection-pool';
import { PathCheck } from './path-check';
import { StuckCalls } from './stuck-calls';

const TICK_MS = 50;
/** A call is quiet for long after so many times an answer's usual time, within these bounds, in milliseconds. */
const QUIET_FACTOR = 4;
const LEAST_QUIET_MS = 100;
const MOST_QUIET_MS = 1_000;
/** Where nothing is known of an address yet, in milliseconds. */
const FIRST_QUIET_MS = 500;

/**
 * Looks after the calls under way: where an address has been quiet for long, the way to it is checked, so that a slow
 * model is waited for and a dead way is left. It also tries ejected addresses again. It runs only while calls do.
 */
export class PathWatch {
  private readonly checks = new Map<Address, PathCheck>();
  private readonly stuckCalls: StuckCalls;
  private timer: NodeJS.Timeout | undefined;
  private tickedAt = 0;

  constructor(
    private readonly pool: ConnectionPool,
    private readonly book: AddressBook,
    private readonly host: string,
    /** Whether a call may be sent again though it may have been executed. */
    private readonly maySendAgain: boolean,
  ) {
    this.stuckCalls = new StuckCalls((address, time) => pool.dropIdle(address, time));
  }

  /** A call begins. */
  wake(): void {
    if (this.timer !== undefined) return;
    this.timer = setInterval(this.tick, TICK_MS).unref();
    this.tickedAt = performance.now();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    for (const check of this.checks.values()) check.stop();
    this.checks.clear();
  }

  private readonly tick = (): void => {
    const { busy } = this.pool;
    const now = performance.now();
    this.pool.sampler.lagMs = Math.max(0, now - this.tickedAt - TICK_MS);
    this.tickedAt = now;
    for (const [address, check] of this.checks) this.follow(address, check, busy, now);
    for (const { address, sentAt, heardAt } of busy) {
      const since = Math.max(sentAt, heardAt);
      // Each check of a call that goes on waits as long again as the call has been quiet.
      const patience = Math.max(this.patience(address), address.heardAt - since);
      if (now - Math.max(since, address.heardAt) > patience) this.check(address);
    }
    for (const address of this.book.addresses) {
      if (address.health.ejection !== undefined && now >= address.health.nextTrialAt) this.check(address);
    }
    if (this.maySendAgain) this.stuckCalls.look(busy, now);
    if (busy.length === 0 && this.checks.size === 0) this.stop();
  };

  /** No connection to an address comes about: is the way to it dead? */
  suspect(address: Address): void {
    this.check(address);
    this.wake();
  }

  private check(address: Address): void {
    if (!this.checks.has(address)) this.checks.set(address, new PathCheck(address, this.pool, this.host));
  }

  private follow(address: Address, check: PathCheck, busy: readonly Connection[], now: number): void {
    const { health } = address;
    const state = check.tick(TICK_MS);
    if (state === 'checking') return;
    if (state === 'good') {
      address.heardAt = now;
      if (health.ejection !== undefined) health.reachable();
    } else {
      if (health.ejection === undefined) health.eject(state === 'refused' ? 'failing' : 'unreachable', now);
      else if (now >= health.nextTrialAt) health.postpone(now);
      this.book.doubt();
      if (state === 'late') return;
    }
    // What answers late after all is not dead: the calls under way may still be answered.
    if (state === 'dead') this.leave(address, check, busy);
    check.stop();
    this.checks.delete(address);
  }

  /** Nothing comes back: what is idle is dropped, and calls that may be sent again are, elsewhere. */
  private leave(address: Address, check: PathCheck, busy: readonly Connection[]): void {
    this.pool.dropIdle(address);
    for (const connection of busy) {
      if (connection.address !== address || connection.heardAt > check.startedAt) continue;
      // One that may not be sent again has its deadline to wait for; a stream is lost.
      if (!this.maySendAgain && !connection.isStreaming) continue;
      connection.destroy(
        new ConnectionLostError(`${address.ip} does not answer any more`, 'ETIMEDOUT', true, 'unreachable'),
      );
    }
  }

  private patience({ times: { usualMs } }: Address): number {
    if (usualMs === undefined) return FIRST_QUIET_MS;
    return Math.min(MOST_QUIET_MS, Math.max(LEAST_QUIET_MS, QUIET_FACTOR * usualMs));
  }
}
