import { Client } from 'undici';
import type { CallConnection } from '../call/call-metadata';
import type { PendingCall } from '../call/pending-call';
import type { Address } from './address';
import type { ConnectionTimings } from './connection-timings';
import type { OpenedSocket } from './open-socket';

/** The HTTP client never decides how long anything may take: a call's deadline and the watch over its path do. */
const NEVER_MS = 2 ** 30;
/** Connections end at different ages, so that they are not all opened anew at once. */
const AGE_MS = 300_000;

/** One open connection to one address, with one call at a time. It is never opened again. */
export class Connection {
  readonly client: Client;
  readonly retireAt = performance.now() + AGE_MS * (0.8 + Math.random() * 0.4);
  private hasClosed = false;
  /** What calls that find it open report of it. */
  readonly warm: CallConnection;
  /** Whether the call that uses it had to open it. */
  isCold = false;
  /** Whether the call that uses it reads a stream, which cannot be sent again. */
  isStreaming = false;
  /** The call that uses it. */
  call: PendingCall | undefined;
  /** Since when no call uses it, in `performance.now()`'s time. */
  idleSince = 0;
  /** When the call that uses it was sent, in `performance.now()`'s time. */
  sentAt = 0;
  /** When the server was last heard, in `performance.now()`'s time. */
  heardAt = performance.now();

  constructor(
    origin: string,
    readonly address: Address,
    private readonly opened: OpenedSocket,
    readonly timings: ConnectionTimings,
    onClose: (connection: Connection) => void,
  ) {
    const { socket } = opened;
    this.warm = { ...timings, cold: false };
    this.client = new Client(origin, {
      pipelining: 1,
      keepAliveTimeout: NEVER_MS,
      keepAliveMaxTimeout: NEVER_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
      // Not at once: it would take the answer for one to an earlier question, and wait for ever.
      connect: (_, callback) =>
        queueMicrotask(() => {
          if (socket.destroyed) callback(new Error('the connection is closed'), null);
          else callback(null, socket.ref());
        }),
    });
    // As the HTTP client does without a request: an idle connection keeps no process alive.
    socket.unref();
    const closed = (): void => {
      if (this.hasClosed) return;
      this.hasClosed = true;
      onClose(this);
    };
    this.client.on('disconnect', closed);
    socket.once('close', closed);
  }

  /** Whether it takes no more calls. A socket is destroyed some time before it says so. */
  get isClosed(): boolean {
    return this.hasClosed || this.opened.socket.destroyed;
  }

  /** A call begins to use it. */
  begin(call: PendingCall, isCold: boolean): void {
    this.call = call;
    this.isCold = isCold;
    this.isStreaming = false;
    this.sentAt = performance.now();
  }

  /** Notes that the server was heard: the way to it works. */
  heard(): void {
    this.heardAt = this.address.heardAt = performance.now();
  }

  /** Closes it after the call that uses it. */
  async close(): Promise<void> {
    await this.client.close().catch(() => undefined);
    // The HTTP client does not know the socket before its first request.
    const { socket } = this.opened;
    socket.destroy();
    if (!this.hasClosed) await new Promise((closed) => socket.once('close', closed));
  }

  /** Breaks it off. */
  destroy(reason: Error): void {
    void this.client.destroy(reason).catch(() => undefined);
    this.opened.socket.destroy();
  }
}
