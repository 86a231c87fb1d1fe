import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from '../../../local-runtime/certificate';
import type { ConnectionFault, ZoneFault } from '../faults';
import { FrontConnection } from './front-connection';

const PORT = 443;

/**
 * What a client connects to: it ends TLS and passes everything on to a local runtime. It owns the sockets, so that
 * connections can go wrong here in all the ways of a network.
 */
export class TlsFront {
  private readonly server: Server;
  private readonly secureContext: SecureContext;
  private readonly sockets = new Set<Socket>();
  private fault: ZoneFault | undefined;
  private flapping: NodeJS.Timeout | undefined;
  private requests = 0;

  constructor(
    tls: Certificate,
    private readonly runtimePort: number,
  ) {
    this.secureContext = createSecureContext(tls);
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
  }

  async listen(): Promise<void> {
    this.server.listen(PORT);
    await once(this.server, 'listening');
  }

  /** The ports of the clients whose connections are open. */
  get clientPorts(): number[] {
    return [...this.sockets].map(({ remotePort }) => remotePort ?? 0);
  }

  async inject(fault: ZoneFault | undefined): Promise<void> {
    clearInterval(this.flapping);
    this.fault = fault;
    if (fault?.kind === 'silent-tls') this.resetAll();
    await this.setListening(fault?.kind !== 'refuse' && fault?.kind !== 'flap');
    if (fault?.kind === 'flap')
      this.flapping = setInterval(() => void this.setListening(!this.server.listening), fault.everyMs);
  }

  private async setListening(wanted: boolean): Promise<void> {
    if (wanted === this.server.listening) return;
    if (wanted) return this.listen();
    this.server.close();
    this.resetAll();
  }

  private resetAll(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    const { fault } = this;
    if (fault?.kind === 'silent-tls') return;
    if (fault?.kind === 'delay') setTimeout(() => this.serve(socket), fault.ms);
    else this.serve(socket);
  }

  private serve(socket: Socket): void {
    if (socket.destroyed) return;
    const tls = new TLSSocket(socket, {
      isServer: true,
      secureContext: this.secureContext,
      ALPNProtocols: ['http/1.1'],
    });
    const runtime = connect({ port: this.runtimePort, host: '127.0.0.1', noDelay: true });
    new FrontConnection(
      socket,
      tls,
      runtime,
      () => this.fault as ConnectionFault | undefined,
      () => this.requests++,
    );
  }
}
