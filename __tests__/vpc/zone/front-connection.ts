import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { ConnectionFault } from '../faults';

/** One connection of a client, and the one to the runtime that belongs to it. They carry one request at a time. */
export class FrontConnection {
  private request: 'none' | 'ping' | 'invocation' = 'none';
  private resetAfter = false;
  private stalled = false;
  private readonly toRuntime: Lane;
  private readonly toClient: Lane;

  /**
   * @param socket - beneath `client`
   * @param fault - what goes wrong now
   * @param countRequest - counts the requests of all connections, and returns how many there were before
   */
  constructor(
    private readonly socket: Socket,
    client: TLSSocket,
    private readonly runtime: Socket,
    private readonly fault: () => ConnectionFault | undefined,
    private readonly countRequest: () => number,
  ) {
    this.toRuntime = new Lane(runtime);
    this.toClient = new Lane(client);
    client.on('data', (chunk: Buffer) => this.onRequestData(chunk));
    runtime.on('data', (chunk: Buffer) => this.onResponseData(chunk));
    client.on('end', () => this.toRuntime.end());
    runtime.on('end', () => this.toClient.end());
    client.on('error', () => this.runtime.destroy()).on('close', () => this.runtime.destroy());
    runtime.on('error', () => this.socket.destroy());
  }

  private onRequestData(chunk: Buffer): void {
    if (this.stalled) return;
    if (this.request === 'none' && !this.beginRequest(chunk)) return;
    this.toRuntime.send(chunk, this.delayMs);
  }

  /** @returns whether the request is passed on */
  private beginRequest(chunk: Buffer): boolean {
    this.request = chunk.subarray(0, 9).toString() === 'GET /ping' ? 'ping' : 'invocation';
    const fault = this.fault();
    if (fault?.kind !== 'reset') return true;
    // Evenly, and not by chance: so a test knows how many there are.
    const before = this.countRequest() * fault.share;
    const isDrawn = Math.floor(before + fault.share) > Math.floor(before);
    this.resetAfter = isDrawn && fault.when === 'after';
    if (!isDrawn || fault.when === 'after') return true;
    this.reset();
    return false;
  }

  private onResponseData(chunk: Buffer): void {
    if (this.stalled) return;
    const { request } = this;
    this.request = 'none';
    if (this.resetAfter) return this.reset();
    if (this.fault()?.kind !== 'trickle' || request !== 'invocation') return this.toClient.send(chunk, this.delayMs);
    this.stalled = true;
    const body = chunk.indexOf('\r\n\r\n') + 4;
    this.toClient.send(chunk.subarray(0, body + (chunk.length - body) / 2), 0);
  }

  private reset(): void {
    this.socket.resetAndDestroy();
    this.runtime.destroy();
  }

  private get delayMs(): number {
    const fault = this.fault();
    return fault?.kind === 'delay' ? fault.ms / 2 : 0; // half of it in each direction
  }
}

/** One direction: chunks stay in order, however the delay changes. */
class Lane {
  private last = Promise.resolve();

  constructor(private readonly target: Socket) {}

  send(chunk: Buffer, delayMs: number): void {
    const due = performance.now() + delayMs;
    this.last = this.last.then(async () => {
      const remaining = due - performance.now();
      if (delayMs > 0 && remaining > 0) await delay(remaining);
      if (this.target.writable) this.target.write(chunk);
    });
  }

  end(): void {
    this.last = this.last.then(() => void this.target.end());
  }
}
