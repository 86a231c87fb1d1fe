import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import type { RuntimeClient, RuntimeClientOptions } from '../../../client';
import { openClient } from '../../support/runtime';

/** The name that clients call. */
export const NAME = 'runtime.sagemaker.us-east-1.amazonaws.com';
/** Addresses that the name resolves to, all on this machine. */
export const FIRST = '127.0.0.2';
export const SECOND = '127.0.0.3';

/** A request as an address got it. */
export interface ReceivedRequest {
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly socket: Socket;
}

/** Responds to a request that has arrived in full. */
export type Responder = (request: ReceivedRequest, response: ServerResponse) => void;

export const respondWithBody: Responder = ({ body }, response) => void response.end(body);

const running: NamedRuntime[] = [];

/** Servers behind one name, over TLS, one for each address; each does with its requests what it was given. */
export class NamedRuntime {
  readonly requests: ReceivedRequest[] = [];
  /** Of every connection, whether its TLS session was resumed. */
  readonly resumed: boolean[] = [];
  private readonly servers = new Map<string, Server>();
  private readonly sockets = new Map<Socket, string>();
  private port = 0;

  private constructor(
    readonly ca: string,
    private readonly tls: object,
    private readonly responders: Map<string, Responder>,
  ) {}

  /** @param responders - by address */
  static async start(responders: Readonly<Record<string, Responder>>): Promise<NamedRuntime> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: NAME }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: NAME }] },
      ],
    });
    // As behind a load balancer, a session of one address is known to the others.
    const tls = { key, cert, ticketKeys: randomBytes(48) };
    const runtime = new NamedRuntime(cert, tls, new Map(Object.entries(responders)));
    for (const address of Object.keys(responders)) await runtime.listen(address);
    running.push(runtime);
    return runtime;
  }

  get url(): string {
    return `https://${NAME}:${this.port}`;
  }

  get addresses(): string[] {
    return [...this.responders.keys()];
  }

  /** How many requests an address got, `/ping` aside. */
  count(address: string): number {
    return this.requests.filter((request) => request.address === address).length;
  }

  /** How many connections to an address are open. */
  connections(address: string): number {
    return [...this.sockets.values()].filter((target) => target === address).length;
  }

  respond(address: string, responder: Responder): void {
    this.responders.set(address, responder);
  }

  /** Breaks the connections of an address off, and refuses new ones. */
  refuse(address: string): void {
    this.servers.get(address)?.close();
    for (const [socket, to] of this.sockets) if (to === address) socket.destroy();
  }

  async listen(address: string): Promise<void> {
    const server = createServer(this.tls, this.listener(address));
    this.servers.set(address, server);
    server.on('connection', (socket: Socket) => {
      this.sockets.set(socket, address);
      socket.once('close', () => this.sockets.delete(socket));
    });
    server.on('secureConnection', (socket: TLSSocket) => this.resumed.push(socket.isSessionReused()));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.port, address, resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Makes a client of the name that ends with the test. */
  client(options: RuntimeClientOptions = {}): Promise<RuntimeClient> {
    return openClient(this.url, { ca: this.ca, resolve: async () => this.addresses, ...options });
  }

  close(): void {
    for (const address of this.servers.keys()) this.refuse(address);
  }

  private listener(address: string): RequestListener {
    return (request, response) => {
      const { method = '', url: path = '', headers, socket } = request;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (path === '/ping') return void response.writeHead(404).end();
        const received = { address, method, path, headers, body: Buffer.concat(chunks), socket };
        this.requests.push(received);
        this.responders.get(address)?.(received, response);
      });
    };
  }
}

/** Starts servers that end with the test; each answers with what it was sent, unless it is given something else to do. */
export const startNamedRuntime = (
  responders: Readonly<Record<string, Responder>> = { [FIRST]: respondWithBody, [SECOND]: respondWithBody },
): Promise<NamedRuntime> => NamedRuntime.start(responders);

export function closeNamedRuntimes(): void {
  for (const runtime of running.splice(0)) runtime.close();
}
