import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';

/** An open socket, and how long each step of opening it took. */
export interface OpenedSocket {
  readonly socket: Socket;
  /** TCP alone, in milliseconds. */
  readonly tcpMs: number;
  /** TCP and TLS, in milliseconds. */
  readonly connectMs: number;
}

/** Opens sockets to any address of one origin. TLS sessions are shared: only the first handshake is a full one. */
export class SocketOpener {
  private readonly port: number;
  private readonly isTls: boolean;
  private readonly servername: string;
  private context: SecureContext | undefined;
  private session: Buffer | undefined;

  constructor(
    origin: URL,
    private readonly ca: string | undefined,
  ) {
    this.isTls = origin.protocol === 'https:';
    this.port = Number(origin.port) || (this.isTls ? 443 : 80);
    // A server is not named by an address; the certificate is then checked against that.
    this.servername = isIP(hostOf(origin)) === 0 ? hostOf(origin) : '';
  }

  /**
   * @param signal - breaks it off
   * @throws what Node says, if no connection comes about
   */
  open(host: string, signal: AbortSignal): Promise<OpenedSocket> {
    return new Promise((resolve, reject) => {
      const start = performance.now();
      let tcpMs = 0;
      const socket = this.isTls ? this.connectTls(host) : connectTcp({ host, port: this.port, noDelay: true });
      const abort = (): void => void socket.destroy(signal.reason as Error);
      const onError = (error: Error): void => (settle(), reject(error));
      const onClose = (): void => onError(new Error('closed while connecting'));
      const settle = (): void => {
        signal.removeEventListener('abort', abort);
        socket.off('close', onClose);
      };
      signal.addEventListener('abort', abort, { once: true });
      // Never taken off: the HTTP client listens only while it has a request.
      socket.on('error', onError).once('close', onClose);
      socket.once('connect', () => (tcpMs = performance.now() - start));
      socket.once(this.isTls ? 'secureConnect' : 'connect', () => {
        settle();
        resolve({ socket, tcpMs, connectMs: performance.now() - start });
      });
      if (signal.aborted) abort();
    });
  }

  private connectTls(host: string): TLSSocket {
    this.context ??= createSecureContext({ ...(this.ca !== undefined && { ca: this.ca }) });
    const socket = connectTls({
      host,
      port: this.port,
      servername: this.servername,
      secureContext: this.context,
      ALPNProtocols: ['http/1.1'],
      ...(this.session !== undefined && { session: this.session }),
    });
    socket.setNoDelay(true);
    socket.on('session', (session) => (this.session = session));
    return socket;
  }
}

/** The host name of a URL; an IPv6 address without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
