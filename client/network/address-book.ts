import { Address } from './address';
import type { EjectionReason } from './address-health';
import { isPrivateAddress } from './private-addresses';
import type { Resolve } from './resolve';
import type { PrivateLinkZones } from './zones';

/** How old what DNS said may be while calls are made, in milliseconds. */
const FRESH_MS = 5_000;
/** After a failure DNS is asked again, but not more often than this, in milliseconds. */
const FRESH_AFTER_FAILURE_MS = 250;
/** How long a zone's name may take to resolve, in milliseconds. */
const ZONAL_MS = 500;
/** An address is out of DNS once so many whole answers leave it out, or so many that have only a part. */
const MISSED_WHOLE = 2;
const MISSED_PARTIAL = 12;

export interface AddressBookOptions {
  /** The name that is called. */
  readonly hostname: string;
  /** The zones of the PrivateLink endpoint; empty where they are not known. */
  readonly zones: PrivateLinkZones;
  /** The ID of the client's own zone. @default - not known: no address comes before another */
  readonly ownZoneId?: string | undefined;
  /** How names are resolved. */
  readonly resolve: Resolve;
  /** Called when an address is ejected, and without a reason when it is restored. */
  readonly onChange: (address: Address, reason: EjectionReason | undefined) => void;
}

/** The addresses behind a name, which keep what is known of them while DNS gives them in any order. */
export class AddressBook {
  private readonly known = new Map<string, Address>();
  /** Every address that DNS gives, or gave until lately. Kept as a list, since every call looks through it. */
  addresses: readonly Address[] = [];
  private refreshing: Promise<void> | undefined;
  private refreshedAt = -Infinity;
  private failure: unknown = new Error('the resolver gives no address');
  private turn = 0;
  private staysInside = false;

  constructor(private readonly options: AddressBookOptions) {}

  /** How long an answer usually takes, in milliseconds; 0 before the first. */
  get usualMs(): number {
    const known = this.addresses.flatMap(({ times }) => times.usualMs ?? []);
    return known.length === 0 ? 0 : Math.min(...known);
  }

  /** Whether calls can be kept in the client's own zone. */
  get hasOwnZone(): boolean {
    return this.options.ownZoneId !== undefined;
  }

  /** Whether the client's own zone has an address that is well. */
  get ownIsWell(): boolean {
    return this.addresses.some(({ isOwn, isWell }) => isOwn && isWell);
  }

  /**
   * The addresses to connect to, best first: the own zone's, the others in turn, ejected ones last.
   *
   * @param avoid - an address that comes last of all
   * @throws what the resolver says, if no address was ever known
   */
  async ranked(avoid?: string): Promise<readonly Address[]> {
    if (this.known.size === 0) await this.refresh();
    if (this.known.size === 0) throw this.failure;
    const start = this.turn++;
    const inTurn = this.addresses.map((_, i, all) => all[(i + start) % all.length] as Address);
    const rank = (address: Address): number => (address.ip === avoid ? Infinity : this.rank(address));
    return inTurn.toSorted((a, b) => compare(rank(a), rank(b)) || this.load(a) - this.load(b));
  }

  /** 0: call it. 1: only if there is no 0. 2: only if there is nothing else. */
  rank(address: Address): 0 | 1 | 2 {
    if (!address.isWell) return 2;
    return address.isOwn || !this.hasOwnZone ? 0 : 1;
  }

  /** Asks DNS again where its answer is old. Called on every call: it must cost nothing. */
  touch(now: number): void {
    if (now - this.refreshedAt > FRESH_MS) void this.refresh();
  }

  /** Something failed: the addresses may have changed. */
  doubt(): void {
    if (performance.now() - this.refreshedAt > FRESH_AFTER_FAILURE_MS) void this.refresh();
  }

  /** Resolves once what DNS says now is known. */
  refresh(): Promise<void> {
    this.refreshedAt = performance.now();
    return (this.refreshing ??= this.askDns().finally(() => {
      this.refreshing = undefined;
      this.refreshedAt = performance.now();
    }));
  }

  private async askDns(): Promise<void> {
    const { hostname, zones } = this.options;
    // One of the user's may throw at once.
    const resolve: Resolve = async (name) => this.options.resolve(name);
    const none = (error: unknown): readonly string[] => {
      this.failure = error;
      return [];
    };
    const [regional, zonal] = await Promise.all([
      resolve(hostname).catch(none),
      Promise.all(
        Object.entries(zones).map(async ([id, { dnsName }]) => ({
          id,
          // A zone's name is a help: no call waits long for it.
          ips: await Promise.race([resolve(dnsName).catch(() => []), noneAfter(ZONAL_MS)]),
        })),
      ),
    ]);
    const zoneOf = new Map(zonal.flatMap(({ id, ips }) => ips.map((ip) => [ip, id] as const)));
    // Without private DNS the Runtime's own name leads out of the VPC, which the zonal names never do.
    this.staysInside ||= [...zoneOf.keys()].some(isPrivateAddress);
    const ips = new Set([...regional, ...zoneOf.keys()].filter((ip) => !this.staysInside || isPrivateAddress(ip)));
    if (ips.size > 0) this.update(ips, zoneOf);
  }

  private update(ips: ReadonlySet<string>, zoneOf: ReadonlyMap<string, string>): void {
    const { zones, ownZoneId, onChange } = this.options;
    const listed = this.addresses.filter(({ isListed }) => isListed).length;
    for (const ip of ips) {
      const address = this.known.get(ip) ?? new Address(ip, onChange);
      this.known.set(ip, address);
      const id = zoneOf.get(ip);
      if (id !== undefined) {
        address.zone = { id, name: zones[id]?.name };
        address.isOwn = id === ownZoneId;
      }
      address.missed = 0;
      address.isListed = true;
    }
    const limit = ips.size >= listed ? MISSED_WHOLE : MISSED_PARTIAL;
    for (const [ip, address] of this.known) {
      if (ips.has(ip)) continue;
      if (++address.missed >= limit) address.isListed = false;
      if (!address.isListed && address.connections === 0) this.known.delete(ip);
    }
    this.addresses = [...this.known.values()];
  }

  /** The own zone's addresses are used alike, and so are all where no zone is known. */
  private load({ connections }: Address): number {
    return this.hasOwnZone ? 0 : connections;
  }
}

const noneAfter = (ms: number): Promise<readonly string[]> =>
  new Promise((resolve) => void setTimeout(resolve, ms, []).unref());

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
