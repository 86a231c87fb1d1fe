import type { ClientZone } from '../zone/client-zone';
import { AddressHealth, type EjectionReason } from './address-health';
import { AnswerTimes } from './answer-times';

/** One address behind the Runtime's name, and what is known of it. */
export class Address {
  /** The zone of its network interface, where zonal names say so. */
  zone: ClientZone | undefined;
  /** Whether it is in the client's own zone. */
  isOwn = false;
  /** Whether DNS still gives it. */
  isListed = true;
  /** How many answers in a row have left it out. */
  missed = 0;
  /** Connections to it that are open or being opened. */
  connections = 0;
  /** Calls to it that are under way. */
  inUse = 0;
  /** When anything last came from it, in `performance.now()`'s time. */
  heardAt = -Infinity;
  /** The quickest it was connected to and said hello over TLS, in milliseconds. Undefined before the first time. */
  quickestConnectMs: number | undefined;
  readonly times = new AnswerTimes();
  readonly health: AddressHealth;

  constructor(
    readonly ip: string,
    onChange: (address: Address, reason: EjectionReason | undefined) => void,
  ) {
    this.health = new AddressHealth((reason) => onChange(this, reason));
  }

  get isWell(): boolean {
    return this.isListed && this.health.ejection === undefined;
  }

  connected(tookMs: number): void {
    this.heardAt = performance.now();
    this.health.connected();
    this.quickestConnectMs = Math.min(this.quickestConnectMs ?? Infinity, tookMs);
  }
}
