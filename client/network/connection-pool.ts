import type { PendingCall } from '../call/pending-call';
import { CallQueue } from '../call/call-queue';
import { ClientClosedError } from '../call/errors';
import type { Address } from './address';
import type { AddressBook } from './address-book';
import { Connection } from './connection';
import type { ConnectionTimings } from './connection-timings';
import type { AttemptOutcome } from './attempt-outcome';
import { BACKGROUND_MS, Connector } from './connector';
import { openBest } from './open-best';
import { HomeZone, type HomeZoneOptions } from './home-zone';
import { IdleConnections } from './idle-connections';
import type { SocketOpener } from './open-socket';
import type { PathWatch } from './path-watch';
import { Sampler } from './sampler';

/** How many connections there may be for trials, besides those for calls. */
const SPARE = 2;

export interface ConnectionPoolOptions extends HomeZoneOptions {
  /** How many more calls may wait than `concurrency`. */
  readonly maxQueue: number;
}

/**
 * Connections to the addresses behind one name, each with one call at a time, in the client's own zone while that is
 * well. Calls beyond `concurrency` wait.
 */
export class ConnectionPool {
  private readonly queue: CallQueue;
  readonly connector: Connector<Connection>;
  private readonly idle: IdleConnections;
  readonly sampler: Sampler;
  private readonly home: HomeZone;
  private inUse = 0;
  private isClosed = false;
  private onUnused: (() => void) | undefined;

  constructor(
    origin: URL,
    private readonly book: AddressBook,
    opener: SocketOpener,
    private readonly options: ConnectionPoolOptions,
    private readonly watcher: Pick<PathWatch, 'wake' | 'suspect'>,
  ) {
    this.queue = new CallQueue(options.maxQueue, options.concurrency);
    this.idle = new IdleConnections(book, options.concurrency + SPARE, (address) => this.sampler.target === address);
    this.connector = new Connector(
      origin,
      book,
      opener,
      (address, opened, timings, onClose) => new Connection(origin.origin, address, opened, timings, onClose),
      (closed) => this.idle.forget(closed),
      (address) => this.watcher.suspect(address),
    );
    this.sampler = new Sampler(book);
    this.home = new HomeZone(book, options);
  }

  /** How many connections for calls the pool has opened so far. */
  get connectionsOpened(): number {
    return this.connector.opened;
  }

  /** The connections that are open now. */
  get openConnections(): ConnectionTimings[] {
    return [...this.connector.open].map(({ timings }) => timings);
  }

  /** The connections with a call. */
  get busy(): Connection[] {
    return this.inUse === 0 ? [] : [...this.connector.open].filter(({ call }) => call !== undefined);
  }

  /**
   * Opens connections until there are as many as calls may run.
   *
   * @throws what Node says, if no address takes one
   */
  async open(): Promise<void> {
    const missing = Math.max(0, this.options.concurrency - this.connector.open.size);
    await Promise.all(Array.from({ length: missing }, () => openBest(this.book, (address) => this.openOne(address))));
  }

  /** Opens a connection that no call waits for; the next call may use it. */
  async openOne(address: Address, signal = AbortSignal.timeout(BACKGROUND_MS)): Promise<Connection> {
    const connection = await this.connector.connect(address, signal);
    this.keep(connection);
    return connection;
  }

  /**
   * Gives a call a connection that nobody else uses until `release`.
   *
   * @throws QueueFullError, ConnectError, ClientClosedError; the reason of the call if it ends first
   */
  async acquire(call: PendingCall): Promise<Connection> {
    if (this.isClosed) throw new ClientClosedError('the client is closed');
    this.book.touch(performance.now());
    if (this.queue.length > 0 || !this.hasRoom()) await this.queue.wait(call);
    else this.inUse++;
    const idle = this.takeIdle(call);
    if (idle !== undefined) return this.use(idle, call, false);
    try {
      return this.use(await this.connector.connectFor(call, (spare) => this.keep(spare)), call, true);
    } catch (error) {
      this.inUse--;
      this.admit();
      throw error;
    }
  }

  /** Takes a connection back after its call. */
  release(connection: Connection, { ms, erred = false, broke = false, missed = false }: AttemptOutcome): void {
    const { address } = connection;
    const now = performance.now();
    if (ms !== undefined) address.health.answered(now);
    if (broke) address.health.broke(now);
    this.sampler.end(address, missed ? now - connection.sentAt : ms, erred || missed);
    // What forgot this connection, on the way or at its end, may have forgotten others that are as old.
    if (missed) this.idle.dropUnheardSince(address, connection.sentAt);
    connection.call = undefined;
    address.inUse--;
    this.inUse--;
    this.keep(connection);
    this.admit();
  }

  /** Closes what leads to an address, has no call, and was not heard from since a time. */
  dropIdle(address: Address, time = Infinity): void {
    this.idle.dropUnheardSince(address, time);
  }

  /** Closes the connections after the calls under way. Calls that wait fail. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.queue.clear(new ClientClosedError('the client is closed'));
    if (this.inUse > 0) await new Promise<void>((unused) => (this.onUnused = unused));
    await Promise.all([...this.connector.open].map((connection) => connection.close()));
  }

  /** Breaks all connections off. */
  async destroy(): Promise<void> {
    const closed = this.close();
    const reason = new ClientClosedError('the client is closed');
    this.connector.abandon(reason);
    for (const connection of this.connector.open) connection.destroy(reason);
    await closed;
  }

  private use(connection: Connection, call: PendingCall, isCold: boolean): Connection {
    connection.begin(call, isCold);
    connection.address.inUse++;
    this.watcher.wake();
    return connection;
  }

  private takeIdle({ avoid }: PendingCall): Connection | undefined {
    const { target } = this.sampler;
    if (target !== undefined && target.ip !== avoid) {
      const sample = this.idle.takeFor(target);
      if (sample !== undefined) {
        this.sampler.begin(target);
        return sample;
      }
      // Opened ahead, so that no call waits for it.
      if (target.connections === target.inUse) void this.openOne(target).catch(() => undefined);
    }
    const best = this.idle.takeBest(avoid);
    const missing = best && this.home.missingFor(best.address, this.inUse);
    if (missing !== undefined) void this.openOne(missing).catch(() => undefined);
    return best;
  }

  /** Keeps a connection for the calls to come, if it is of use to them. */
  keep(connection: Connection): void {
    if (connection.isClosed) return;
    const isAway = connection.address !== this.sampler.target && this.home.suffices(connection.address, this.inUse);
    if (this.isClosed || isAway || !connection.address.isListed) return void connection.close();
    if (performance.now() < connection.retireAt) return this.idle.add(connection);
    // The one in its place is opened ahead.
    void connection.close();
    void this.openOne(connection.address).catch(() => undefined);
  }

  private hasRoom(): boolean {
    return this.inUse < this.options.concurrency && this.home.mayLeave();
  }

  private admit(): void {
    if (this.inUse === 0) this.onUnused?.();
    while (this.queue.length > 0 && this.hasRoom()) {
      if (!this.queue.next(this.book.usualMs)) return;
      this.inUse++;
    }
  }
}
