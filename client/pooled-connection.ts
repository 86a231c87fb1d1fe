import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { buildConnector, Client } from 'undici';

/** Where an open connection leads, and how long each step of opening it took. */
export interface ConnectionTimings {
  /** Counts the connections that a pool opened, from 1. */
  readonly number: number;
  /** The name, or the address, that was called. */
  readonly hostname: string;
  /** What the name resolved to, in the resolver's order. */
  readonly addresses: readonly string[];
  /** The address that was connected to: the first. */
  readonly address: string;
  /** Resolving the name, in milliseconds. */
  readonly dnsMs: number;
  /** TCP and, for HTTPS, TLS, in milliseconds. */
  readonly connectMs: number;
  /** TCP alone, in milliseconds. */
  readonly tcpMs: number;
}

export interface ConnectionOptions {
  /** The certificate authorities to trust, in PEM. @default - those that Node trusts */
  readonly ca?: string | undefined;
  /** How long connecting, and each wait for the next part of a response, may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How long a connection without calls stays open, in milliseconds. */
  readonly idleMs: number;
}

/** One connection of a pool. After it is lost, the next request opens another in its place. */
export class PooledConnection {
  readonly client: Client;
  /** Undefined while the connection is not open. */
  timings: ConnectionTimings | undefined;

  constructor(origin: string, options: ConnectionOptions, nextNumber: () => number) {
    const connect = buildConnector({ timeout: options.timeoutMs, ...(options.ca !== undefined && { ca: options.ca }) });
    this.client = new Client(origin, {
      pipelining: 1,
      keepAliveTimeout: options.idleMs,
      keepAliveMaxTimeout: options.idleMs,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: (target, callback) => {
        void resolveAndConnect(connect, target, nextNumber, (timings) => (this.timings = timings)).then(
          (socket) => callback(null, socket),
          (error: unknown) => callback(error as Error, null),
        );
      },
    });
    this.client.on('disconnect', () => (this.timings = undefined));
  }
}

/** The name that the certificate must have; empty where an address is called. */
const serverName = ({ servername, hostname }: buildConnector.Options): string =>
  servername ?? (isIP(hostname) === 0 ? hostname : '');

/** Resolves the name first, then connects to the address, so that each can be timed and reported. */
async function resolveAndConnect(
  connect: buildConnector.connector,
  target: buildConnector.Options,
  nextNumber: () => number,
  onOpen: (timings: ConnectionTimings) => void,
): Promise<Socket> {
  const { hostname } = target;
  const start = performance.now();
  const addresses = (await lookup(hostname, { all: true })).map(({ address }) => address);
  const [address = hostname] = addresses;
  const resolved = performance.now();
  let tcpMs = NaN;
  const socket = await new Promise<Socket>((resolve, reject) => {
    // The connector returns the socket, though its type does not say so.
    const connecting = connect({ ...target, hostname: address, servername: serverName(target) }, (error, connected) =>
      error === null ? resolve(connected as Socket) : reject(error),
    ) as unknown as Socket | undefined;
    connecting?.once('connect', () => (tcpMs = performance.now() - resolved));
  });
  const connectMs = performance.now() - resolved;
  onOpen({
    number: nextNumber(),
    hostname,
    addresses,
    address: socket.remoteAddress ?? address,
    dnsMs: resolved - start,
    connectMs,
    tcpMs: Number.isNaN(tcpMs) ? connectMs : tcpMs,
  });
  return socket;
}
