import type { Address } from './address';
import type { AddressBook } from './address-book';
import type { Connection } from './connection';

/** The Runtime closes connections after 60 s without a call. Ours close first, so that no call meets a closing one. */
const IDLE_MS = 50_000;

/** The connections without a call. The one that has waited longest is used first, so that all stay alike. */
export class IdleConnections {
  private connections: Connection[] = [];
  private sweeper: NodeJS.Timeout | undefined;

  /**
   * @param limit - how many are kept
   * @param isNeeded - whether a connection to an address must be kept, though it is not called otherwise
   */
  constructor(
    private readonly book: AddressBook,
    private readonly limit: number,
    private readonly isNeeded: (address: Address) => boolean,
  ) {}

  /** Adds one; where there are too many, the one that is least likely to be used is closed. */
  add(connection: Connection): void {
    connection.idleSince = performance.now();
    this.connections.push(connection);
    if (this.connections.length > this.limit) {
      const ranks: number[] = this.connections.map(({ address }) =>
        this.isNeeded(address) ? -1 : this.book.rank(address),
      );
      const [worst] = this.connections.splice(ranks.indexOf(Math.max(...ranks)), 1);
      void worst?.close();
    }
    this.sweeper ??= setTimeout(this.sweep, IDLE_MS).unref();
  }

  /**
   * One that leads to the best address that any does; none while a better address could be connected to.
   *
   * @param avoid - an address that it must not lead to
   */
  takeBest(avoid: string | undefined): Connection | undefined {
    let best: Connection | undefined;
    let bestRank = 3;
    for (const connection of this.connections) {
      const rank = this.book.rank(connection.address);
      if (rank >= bestRank || connection.address.ip === avoid) continue;
      [best, bestRank] = [connection, rank];
      if (rank === 0) break;
    }
    if (best === undefined || (bestRank === 2 && this.book.addresses.some(({ isWell }) => isWell))) return undefined;
    this.forget(best);
    return best;
  }

  takeFor(address: Address): Connection | undefined {
    const connection = this.connections.find((candidate) => candidate.address === address);
    if (connection !== undefined) this.forget(connection);
    return connection;
  }

  forget(connection: Connection): void {
    const index = this.connections.indexOf(connection);
    if (index >= 0) this.connections.splice(index, 1);
  }

  /** Closes what leads to an address and was not heard from since a time. */
  dropUnheardSince(address: Address, time: number): void {
    for (const connection of [...this.connections]) {
      if (connection.address !== address || connection.heardAt >= time) continue;
      this.forget(connection);
      void connection.close();
    }
  }

  private readonly sweep = (): void => {
    this.sweeper = undefined;
    const now = performance.now();
    for (const connection of this.connections.filter(({ idleSince }) => now - idleSince >= IDLE_MS)) {
      this.forget(connection);
      void connection.close();
    }
    const [oldest] = this.connections;
    if (oldest !== undefined) this.sweeper = setTimeout(this.sweep, oldest.idleSince + IDLE_MS - now).unref();
  };
}
