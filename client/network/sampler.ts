import type { Address } from './address';
import type { AddressBook } from './address-book';

/** How many calls are sent elsewhere to see whether that is better. */
const SAMPLES = 3;
/** Where that was no better, it is not tried again for so long, and then for twice as long each time, in milliseconds. */
const NOT_AGAIN_MS = 10_000;
const LONGEST_NOT_AGAIN_MS = 300_000;
/** Elsewhere is better if it takes less than this part of the time. */
const BETTER = 0.5;

/** An address whose answers have become bad, and one that is tried in its place. */
interface Comparison {
  readonly suspect: Address;
  readonly other: Address;
  left: number;
}

/**
 * Tells a zone in trouble from a model in trouble: where nearly all answers of an address are late or are errors, a few
 * calls go to another address, and only if those do better is the first one ejected. The same way an address that was
 * ejected for its answers gets single calls until they are good again. Each of these is an ordinary call, made once.
 */
export class Sampler {
  private comparison: Comparison | undefined;
  private notBefore = 0;
  private notAgainMs = NOT_AGAIN_MS;
  private sampled: Address | undefined;
  /** How late this process itself is, in milliseconds: no address is to blame for that. */
  lagMs = 0;

  constructor(private readonly book: AddressBook) {}

  /** The address that the next call should go to for the sake of knowing, if there is one. One call at a time. */
  get target(): Address | undefined {
    if (this.sampled !== undefined) return undefined;
    return this.book.addresses.find(({ health }) => health.takesTrials) ?? this.comparison?.other;
  }

  /** A call goes to the target. */
  begin(address: Address): void {
    this.sampled = address;
  }

  /** A call to an address is over. @param ms - undefined if it did not come back */
  end(address: Address, ms: number | undefined, erred: boolean): void {
    const isSample = this.sampled === address;
    if (isSample) this.sampled = undefined;
    if (ms === undefined) return;
    address.times.add(Math.max(0, ms - this.lagMs), erred);
    if (isSample && address.health.takesTrials) this.judgeTrial(address);
    else if (this.comparison?.other === address && --this.comparison.left <= 0) this.judge(this.comparison);
    else if (this.comparison === undefined && address.isWell && address.times.trouble !== undefined)
      this.suspect(address);
  }

  private judgeTrial({ times, health }: Address): void {
    if (times.isLatestGood) health.trialSucceeded();
    else health.postpone(performance.now());
  }

  private suspect(suspect: Address): void {
    if (performance.now() < this.notBefore) return;
    const others = this.book.addresses.filter((address) => address !== suspect && address.isWell);
    const other = others[Math.floor(Math.random() * others.length)];
    if (other === undefined) return;
    other.times.forget();
    this.comparison = { suspect, other, left: SAMPLES };
  }

  private judge({ suspect, other }: Comparison): void {
    this.comparison = undefined;
    const { trouble } = suspect.times;
    const isBetter =
      trouble === 'slow'
        ? other.times.recentMs < BETTER * suspect.times.recentMs
        : trouble === 'erring' && other.times.recentErrors < SAMPLES / 2;
    if (trouble !== undefined && isBetter) {
      this.notAgainMs = NOT_AGAIN_MS;
      return suspect.health.eject(trouble, performance.now());
    }
    this.notBefore = performance.now() + this.notAgainMs * (0.75 + Math.random() / 2);
    this.notAgainMs = Math.min(LONGEST_NOT_AGAIN_MS, 2 * this.notAgainMs);
    if (trouble === 'slow') suspect.times.accept();
  }
}
