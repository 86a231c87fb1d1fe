import type { PendingCall } from '../call/pending-call';
import { type ClientClosedError, ConnectError } from '../call/errors';
import type { Address } from './address';
import type { AddressBook } from './address-book';
import type { ConnectionTimings } from './connection-timings';
import { hostOf, type OpenedSocket, type SocketOpener } from './open-socket';

/** How long one address has before the next is tried as well: a part of what is left of the call, in milliseconds. */
const SHARE_OF_DEADLINE = 1 / 8;
const LEAST_HEAD_START_MS = 50;
const MOST_HEAD_START_MS = 250;
/** While nothing is known of an address: a process that starts has much else to do. */
const [FIRST_SHARE_OF_DEADLINE, MOST_FIRST_HEAD_START_MS] = [1 / 4, 1_000];
/** How long all addresses together have: a part of what is left of the call. */
const SHARE_FOR_ALL = 1 / 2;
/** A connection that no call waits for has so long, in milliseconds. */
export const BACKGROUND_MS = 2_000;

/**
 * Makes a connection of an open socket.
 *
 * @param onClose - to be called when it is closed
 */
export type MakeConnection<C> = (
  address: Address,
  opened: OpenedSocket,
  timings: ConnectionTimings,
  onClose: (connection: C) => void,
) => C;

/** Opens connections to the addresses of one origin. */
export class Connector<C> {
  private number = 0;
  /** The connections that are open. */
  readonly open = new Set<C>();
  private readonly connecting = new Set<AbortController>();

  constructor(
    private readonly origin: URL,
    private readonly book: AddressBook,
    private readonly opener: SocketOpener,
    private readonly make: MakeConnection<C>,
    private readonly onClose: (connection: C) => void,
    private readonly onLate: (address: Address) => void,
  ) {}

  /** How many connections were opened so far. */
  get opened(): number {
    return this.number;
  }

  /** @param isForCalls - false for one that only finds out whether there is a way: it is not counted */
  async connect(address: Address, signal: AbortSignal, dnsMs = 0, isForCalls = true): Promise<C> {
    address.connections++;
    try {
      const socket = await this.opener.open(address.ip, signal);
      address.connected(socket.connectMs);
      const { tcpMs, connectMs } = socket;
      const connection = this.make(
        address,
        socket,
        {
          number: isForCalls ? ++this.number : 0,
          hostname: hostOf(this.origin),
          addresses: this.book.addresses.map(({ ip }) => ip),
          address: address.ip,
          zone: address.zone,
          dnsMs,
          connectMs,
          tcpMs,
        },
        (closed) => {
          address.connections--;
          this.open.delete(closed);
          this.onClose(closed);
        },
      );
      this.open.add(connection);
      return connection;
    } catch (error) {
      address.connections--;
      // What nobody waits for any more says nothing of the address.
      if (!signal.aborted || isTimeout(signal.reason)) {
        address.health.connectFailed(performance.now());
        this.book.doubt();
      }
      throw error;
    }
  }

  /**
   * Connects for a call: to the best address, and to the next ones as well while that does not come about. Nothing is
   * sent, so this is safe whatever the call is.
   *
   * @param onSpare - takes a connection that came about when another one already had
   * @throws ConnectError if no address takes a connection in time; the reason of the call if it ends first
   */
  async connectFor(call: PendingCall, onSpare: (connection: C) => void): Promise<C> {
    const start = performance.now();
    const addresses = await this.addressesFor(call);
    const dnsMs = performance.now() - start;
    return new Promise((resolve, reject) => {
      const attempts = new AbortController();
      const failures: string[] = [];
      let first: unknown;
      let next = 0;
      let running = 0;
      let isOver = false;
      const finish = (): void => {
        isOver = true;
        clearTimeout(limit);
        clearInterval(stagger);
        call.stage = undefined;
      };
      const fail = (reason: Error): void => {
        if (isOver) return;
        finish();
        attempts.abort(reason);
        reject(reason);
      };
      const tryNext = (): void => {
        const address = addresses[next++];
        if (address === undefined) return;
        running++;
        this.connecting.add(attempts);
        const settled = (): void => {
          if (--running === 0) this.connecting.delete(attempts);
        };
        this.connect(address, attempts.signal, dnsMs).then(
          (connection) => {
            settled();
            if (isOver) return onSpare(connection);
            finish();
            // What is still connecting may be the own zone's: it has some time more, and serves the next call.
            if (running > 0) setTimeout(() => attempts.abort(timeout()), BACKGROUND_MS).unref();
            resolve(connection);
          },
          (error: unknown) => {
            settled();
            if (isOver) return;
            first ??= error;
            failures.push(`${address.ip}: ${(error as Error).message}`);
            if (next < addresses.length) tryNext();
            else if (running === 0) fail(this.failure(failures, first));
          },
        );
      };
      const timedOut = (): void => {
        for (const { ip } of addresses.slice(0, next)) failures.push(`${ip}: no connection in time`);
        fail(this.failure(failures, timeout()));
      };
      const { remainingMs } = call;
      const limit = setTimeout(timedOut, Math.max(LEAST_HEAD_START_MS, remainingMs * SHARE_FOR_ALL));
      const stagger = setInterval(
        () => {
          this.onLate(addresses[next - 1] as Address);
          tryNext();
        },
        headStartOf(addresses[0], remainingMs),
      );
      call.stage = fail;
      tryNext();
    });
  }

  /** Gives up what is still connecting: there is no next call that it could serve. */
  abandon(reason: ClientClosedError): void {
    for (const attempts of this.connecting) attempts.abort(reason);
  }

  /** The addresses to try, best first; DNS is waited for as long as the call lasts. */
  private addressesFor(call: PendingCall): Promise<readonly Address[]> {
    return new Promise((resolve, reject) => {
      call.stage = reject;
      this.book.ranked(call.avoid).then(resolve, (error: unknown) => {
        const { code = 'ENOTFOUND', message } = error as NodeJS.ErrnoException;
        reject(new ConnectError(`${hostOf(this.origin)} does not resolve: ${message}`, code, error));
      });
    });
  }

  private failure(failures: readonly string[], first: unknown): ConnectError {
    const { code = 'ECONNREFUSED' } = first as NodeJS.ErrnoException;
    return new ConnectError(`no connection to ${hostOf(this.origin)}: ${failures.join('; ')}`, code, first);
  }
}

const TIMEOUT = 'ETIMEDOUT';
const timeout = (): ConnectError => new ConnectError('no connection in time', TIMEOUT, undefined);
const isTimeout = (reason: unknown): boolean =>
  (reason instanceof ConnectError && reason.code === TIMEOUT) || (reason as Error).name === 'TimeoutError';

function headStartOf(first: Address | undefined, remainingMs: number): number {
  const isKnown = first?.quickestConnectMs !== undefined;
  const share = isKnown ? SHARE_OF_DEADLINE : FIRST_SHARE_OF_DEADLINE;
  const most = isKnown ? MOST_HEAD_START_MS : MOST_FIRST_HEAD_START_MS;
  return Math.min(most, Math.max(LEAST_HEAD_START_MS, remainingMs * share));
}
