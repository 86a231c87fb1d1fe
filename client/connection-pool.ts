import { type Dispatcher, errors } from 'undici';
import { Connection, type ConnectionFacts, type ConnectionOptions } from './connection';
import { INVOCATION_ID, type Usage } from './retry';
import { requestWhole, type WholeAnswer } from './buffered-response';

/** Part of the address of calls whose answers are streams. */
const STREAMING = '/invocations-response-stream';

/**
 * A fixed number of connections to one origin, each with one call at a time. Calls beyond that wait, and it is said.
 *
 * It has as much of undici's `Dispatcher` as the SDK's handler uses; unlike undici's own pool it knows which connection
 * a call went over, and can open them ahead.
 */
export class ConnectionPool {
  private readonly idle: Connection[] = [];
  private readonly waiting: ((connection: Connection) => void)[] = [];
  private readonly connections: Connection[];
  private readonly usages = new Map<string, Usage>();
  private opened = 0;
  private warned = false;

  constructor(origin: string, size: number, options: ConnectionOptions) {
    this.connections = Array.from({ length: size }, () => new Connection(origin, options, () => ++this.opened));
    this.idle.push(...this.connections.toReversed());
  }

  /** How many connections were opened so far. */
  get connectionsOpened(): number {
    return this.opened;
  }

  /** What is known of the connections that are open. */
  get facts(): ConnectionFacts[] {
    return this.connections.flatMap(({ facts }) => facts ?? []);
  }

  /** Opens every connection that is not open, by asking each for `/ping`. */
  async open(): Promise<void> {
    const closed = this.connections.filter(({ facts }) => facts === undefined);
    await Promise.all(
      closed.map(async ({ client }) => {
        const { body } = await client.request({ method: 'GET', path: '/ping' });
        await body.dump();
      }),
    );
  }

  /** The connection that a call went over, once. */
  takeUsage(invocationId: string): Usage | undefined {
    const usage = this.usages.get(invocationId);
    this.usages.delete(invocationId);
    return usage;
  }

  /** Answers with the whole body, but for streams, of which it answers with the beginning. */
  async request(options: Dispatcher.RequestOptions): Promise<WholeAnswer | Dispatcher.ResponseData> {
    const connection = this.idle.pop() ?? (await this.nextFree());
    const cold = connection.facts === undefined;
    try {
      if (options.path.includes(STREAMING)) return await this.stream(connection, options);
      const answer = await requestWhole(connection.client, options);
      this.release(connection);
      return answer;
    } catch (error) {
      this.release(connection);
      throw error;
    } finally {
      this.note(options, connection, cold);
    }
  }

  private async stream(connection: Connection, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    const response = await connection.client.request(options);
    // Until its body is read or given up, the connection cannot take another call.
    response.body.once('close', () => this.release(connection));
    return response;
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map(({ client }) => client.close()));
  }

  async destroy(): Promise<void> {
    await Promise.all(this.connections.map(({ client }) => client.destroy(new errors.ClientDestroyedError())));
  }

  private nextFree(): Promise<Connection> {
    if (!this.warned) {
      this.warned = true;
      process.emitWarning(
        `more calls at a time than the ${this.connections.length} connections: the others wait, and their latency grows by that. Raise concurrency`,
        'RuntimeClientWarning',
      );
    }
    return new Promise((free) => this.waiting.push(free));
  }

  private release(connection: Connection): void {
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(connection);
    else next(connection);
  }

  private note({ headers }: Dispatcher.RequestOptions, { facts }: Connection, cold: boolean): void {
    const id = (headers as Record<string, string> | undefined)?.[INVOCATION_ID];
    if (id !== undefined && facts !== undefined) this.usages.set(id, { ...facts, cold });
  }
}
