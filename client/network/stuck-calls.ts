import type { PendingCall } from '../call/pending-call';
import { ConnectionLostError } from '../call/errors';
import type { Address } from './address';
import type { Connection } from './connection';

/** A call is stuck after so many times an answer's usual time, and not before this, in milliseconds. */
const STUCK_FACTOR = 20;
const LEAST_STUCK_MS = 500;
/** Where sending one again was no help, none is for so long, in milliseconds. */
const NOT_AGAIN_MS = 10_000;
/** Where it was a help twice within so long, the address is not called, in milliseconds. */
const AGAIN_MS = 10_000;

/** One call that was sent again, to see whether that helps the others. */
interface Trial {
  readonly call: PendingCall;
  readonly startedAt: number;
}

/**
 * Frees calls whose answers do not come though the way is good: their connection was forgotten somewhere, or their zone
 * stops half-way. A model may simply be slow, so one call is sent again, elsewhere; only if it is answered soon are the
 * others sent again, too. For calls that may be executed twice.
 */
export class StuckCalls {
  private readonly trials = new Map<Address, Trial>();
  private readonly notBefore = new Map<Address, number>();
  /** When sending a call again last helped. */
  private readonly helpedAt = new Map<Address, number>();

  /** @param drop - closes idle connections that have not been heard from since a time */
  constructor(private readonly drop: (address: Address, time: number) => void) {}

  look(busy: readonly Connection[], now: number): void {
    for (const [address, trial] of this.trials) this.judge(address, trial, busy, now);
    for (const connection of busy) {
      const { address, call } = connection;
      if (call === undefined || this.trials.has(address) || now < (this.notBefore.get(address) ?? 0)) continue;
      if (!isStuck(connection, now)) continue;
      this.trials.set(address, { call, startedAt: now });
      free(connection);
    }
  }

  private judge(address: Address, { call, startedAt }: Trial, busy: readonly Connection[], now: number): void {
    if (call.firstByteMs === undefined || call.connection?.address === address.ip) {
      if (now - startedAt < patience(address)) return;
      // Elsewhere it takes as long: it is the model.
      this.notBefore.set(address, now + NOT_AGAIN_MS);
    } else {
      // Once, a connection was forgotten; twice, it is the address.
      if (now - (this.helpedAt.get(address) ?? -Infinity) < AGAIN_MS) address.health.eject('slow', now);
      this.helpedAt.set(address, now);
      this.drop(address, startedAt - patience(address));
      for (const connection of busy) if (connection.address === address && isStuck(connection, now)) free(connection);
    }
    this.trials.delete(address);
  }
}

const patience = ({ times: { usualMs = Infinity } }: Address): number =>
  Math.max(LEAST_STUCK_MS, STUCK_FACTOR * usualMs);

const isStuck = ({ address, sentAt, heardAt, isStreaming }: Connection, now: number): boolean =>
  !isStreaming && now - Math.max(sentAt, heardAt) > patience(address);

function free(connection: Connection): void {
  const { address, call } = connection;
  if (call !== undefined) call.avoid = address.ip;
  connection.destroy(
    new ConnectionLostError(`${address.ip} is there, but its answer does not come`, 'ETIMEDOUT', true, 'stuck'),
  );
}
