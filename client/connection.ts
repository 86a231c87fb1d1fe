import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { buildConnector, Client } from 'undici';

/** What is known of a connection once it is there. Times are in milliseconds. */
export interface ConnectionFacts {
  /** The first connection of a pool is 1. */
  readonly number: number;
  readonly hostname: string;
  /** What the name resolved to, in the order of the answer. */
  readonly addresses: readonly string[];
  /** The address that was really connected to: the first. */
  readonly address: string;
  /** Resolving the name. */
  readonly dnsMs: number;
  /** TCP and, where there is any, TLS. */
  readonly connectMs: number;
  /** TCP alone. */
  readonly tcpMs: number;
}

export interface ConnectionOptions {
  /** Whom to trust, in PEM. @default - what Node trusts */
  readonly ca?: string | undefined;
  /** How long an attempt may take, until its connection stands and until the next piece of an answer, in milliseconds. */
  readonly timeoutMs: number;
  /** An idle connection is closed after so long, in milliseconds. */
  readonly idleMs: number;
}

/** One connection at a time to one origin. What is lost is opened anew by the next request. */
export class Connection {
  readonly client: Client;
  /** Undefined until there is one. */
  facts: ConnectionFacts | undefined;

  constructor(origin: string, options: ConnectionOptions, number: () => number) {
    const connect = buildConnector({ timeout: options.timeoutMs, ...(options.ca !== undefined && { ca: options.ca }) });
    this.client = new Client(origin, {
      pipelining: 1,
      keepAliveTimeout: options.idleMs,
      keepAliveMaxTimeout: options.idleMs,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: (target, callback) => {
        void resolveAndConnect(connect, target, number, (facts) => (this.facts = facts)).then(
          (socket) => callback(null, socket),
          (error: unknown) => callback(error as Error, null),
        );
      },
    });
    this.client.on('disconnect', () => (this.facts = undefined));
  }
}

/** The name that the certificate must be for; addresses are checked as they are. */
const serverName = ({ servername, hostname }: buildConnector.Options): string =>
  servername ?? (isIP(hostname) === 0 ? hostname : '');

/** Resolves first and connects to the address, so that both can be told and timed. */
async function resolveAndConnect(
  connect: buildConnector.connector,
  target: buildConnector.Options,
  number: () => number,
  tell: (facts: ConnectionFacts) => void,
): Promise<Socket> {
  const { hostname } = target;
  const start = performance.now();
  const addresses = (await lookup(hostname, { all: true })).map(({ address }) => address);
  const [address = hostname] = addresses;
  const resolved = performance.now();
  let tcpMs = NaN;
  const socket = await new Promise<Socket>((connected, failed) => {
    // The connector answers the socket it makes, though its type does not say so.
    const begun = connect({ ...target, hostname: address, servername: serverName(target) }, (error, made) =>
      error === null ? connected(made as Socket) : failed(error),
    ) as unknown as Socket | undefined;
    begun?.once('connect', () => (tcpMs = performance.now() - resolved));
  });
  const connectMs = performance.now() - resolved;
  tell({
    number: number(),
    hostname,
    addresses,
    address: socket.remoteAddress ?? address,
    dnsMs: resolved - start,
    connectMs,
    tcpMs: Number.isNaN(tcpMs) ? connectMs : tcpMs,
  });
  return socket;
}
