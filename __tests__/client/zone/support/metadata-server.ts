import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const servers: Server[] = [];

/** What a test asks in place of a platform's metadata. */
export class MetadataServer {
  readonly requests: string[] = [];
  private readonly connectionsClosed: Promise<void>[] = [];

  private constructor(private readonly server: Server) {}

  static async start(answer: RequestListener): Promise<MetadataServer> {
    const server = createServer(answer);
    const started = new MetadataServer(server);
    server.on('request', ({ method, url }: IncomingMessage) => started.requests.push(`${method} ${url}`));
    server.on('connection', (socket: Socket) =>
      started.connectionsClosed.push(new Promise((closed) => socket.once('close', () => closed()))),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    servers.push(server);
    return started;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until its clients have closed their connections. */
  async clientsGone(): Promise<void> {
    expect(this.connectionsClosed.length).toBeGreaterThan(0);
    await Promise.all(this.connectionsClosed);
  }
}

export function closeServers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}
