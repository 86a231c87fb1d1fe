import type { Address } from './address';
import type { AddressBook } from './address-book';

export interface HomeZoneOptions {
  /** How many calls run at the same time. */
  readonly concurrency: number;
  /** Which part of them may be in other zones, above 0 and up to 1. */
  readonly otherZonesShare: number;
}

/** Brings calls back to the client's own zone once it is well, and bounds how many are elsewhere while it is not. */
export class HomeZone {
  private readonly mostElsewhere: number;

  constructor(
    private readonly book: AddressBook,
    { concurrency, otherZonesShare }: HomeZoneOptions,
  ) {
    this.mostElsewhere = Math.max(1, Math.floor(otherZonesShare * concurrency));
  }

  /** Whether one more call may be elsewhere, if it has to be: an overload must not travel from zone to zone. */
  mayLeave(): boolean {
    if (!this.book.hasOwnZone || this.book.ownIsWell) return true;
    return this.book.addresses.reduce((sum, { isOwn, inUse }) => sum + (isOwn ? 0 : inUse), 0) < this.mostElsewhere;
  }

  /** The address to connect to ahead of the next call, where this one has to go elsewhere though the own zone is well. */
  missingFor(address: Address, callsInUse: number): Address | undefined {
    const home = this.inPlaceOf(address);
    return home !== undefined && home.connections < callsInUse ? home : undefined;
  }

  /** Whether the own zone has all the connections that are needed, so that one to this address is not. */
  suffices(address: Address, callsInUse: number): boolean {
    const home = this.inPlaceOf(address);
    return home !== undefined && home.connections > callsInUse;
  }

  /** The own zone's address that should be called in place of this one. */
  private inPlaceOf(address: Address): Address | undefined {
    if (this.book.rank(address) !== 1) return undefined;
    return this.book.addresses.find((candidate) => this.book.rank(candidate) === 0);
  }
}
