import { type Dispatcher, errors } from 'undici';
import { type BufferedResponse, requestBuffered } from './buffered-response';
import { type ConnectionOptions, type ConnectionTimings, PooledConnection } from './pooled-connection';
import { type CallConnection, INVOCATION_ID_HEADER } from './retry';

/** Part of the path of calls whose responses are streams. */
const STREAMING_PATH = '/invocations-response-stream';

/**
 * A fixed number of connections to one origin, each with one call at a time. Calls beyond that wait, with a warning the
 * first time.
 *
 * It implements as much of undici's `Dispatcher` as the SDK's handler uses. Unlike undici's own pool, it knows which
 * connection a call used, and can open connections before they are needed.
 */
export class ConnectionPool {
  private readonly idle: PooledConnection[] = [];
  private readonly waiting: ((connection: PooledConnection) => void)[] = [];
  private readonly connections: PooledConnection[];
  private readonly connectionsByCall = new Map<string, CallConnection>();
  private opened = 0;
  private warned = false;

  constructor(origin: string, size: number, options: ConnectionOptions) {
    this.connections = Array.from({ length: size }, () => new PooledConnection(origin, options, () => ++this.opened));
    this.idle.push(...this.connections.toReversed());
  }

  /** How many connections the pool has opened so far. */
  get connectionsOpened(): number {
    return this.opened;
  }

  /** The connections that are open now. */
  get openConnections(): ConnectionTimings[] {
    return this.connections.flatMap(({ timings }) => timings ?? []);
  }

  /** Opens every connection that is not open, with a request for `/ping`. */
  async open(): Promise<void> {
    const closed = this.connections.filter(({ timings }) => timings === undefined);
    await Promise.all(
      closed.map(async ({ client }) => {
        const { body } = await client.request({ method: 'GET', path: '/ping' });
        await body.dump();
      }),
    );
  }

  /** Returns the connection that a call used, and forgets it. */
  takeConnection(invocationId: string): CallConnection | undefined {
    const connection = this.connectionsByCall.get(invocationId);
    this.connectionsByCall.delete(invocationId);
    return connection;
  }

  /** Resolves with the whole body; for a streamed response, as soon as the body begins. */
  async request(options: Dispatcher.RequestOptions): Promise<BufferedResponse | Dispatcher.ResponseData> {
    const connection = this.idle.pop() ?? (await this.nextFree());
    const cold = connection.timings === undefined;
    try {
      if (options.path.includes(STREAMING_PATH)) return await this.stream(connection, options);
      const response = await requestBuffered(connection.client, options);
      this.release(connection);
      return response;
    } catch (error) {
      this.release(connection);
      throw error;
    } finally {
      this.recordConnection(options, connection, cold);
    }
  }

  private async stream(
    connection: PooledConnection,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData> {
    const response = await connection.client.request(options);
    // The connection cannot take another call until the body is read or discarded.
    response.body.once('close', () => this.release(connection));
    return response;
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map(({ client }) => client.close()));
  }

  async destroy(): Promise<void> {
    await Promise.all(this.connections.map(({ client }) => client.destroy(new errors.ClientDestroyedError())));
  }

  private nextFree(): Promise<PooledConnection> {
    if (!this.warned) {
      this.warned = true;
      process.emitWarning(
        `more calls at a time than the ${this.connections.length} connections: the others wait, and their latency grows by that. Raise concurrency`,
        'RuntimeClientWarning',
      );
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private release(connection: PooledConnection): void {
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(connection);
    else next(connection);
  }

  private recordConnection({ headers }: Dispatcher.RequestOptions, { timings }: PooledConnection, cold: boolean): void {
    const id = (headers as Record<string, string> | undefined)?.[INVOCATION_ID_HEADER];
    if (id !== undefined && timings !== undefined) this.connectionsByCall.set(id, { ...timings, cold });
  }
}
