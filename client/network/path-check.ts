import type { Address } from './address';
import type { Connection } from './connection';
import type { ConnectionPool } from './connection-pool';

/** An address that usually is near answers within this, in milliseconds. */
const LEAST_SOFT_MS = 150;
/** Or within so many times what connecting took at best. */
const SOFT_FACTOR = 5;
const LEAST_HARD_MS = 400;
const HARD_FACTOR = 2.5;

/** What a check has found so far. */
export type PathState = 'checking' | 'good' | 'late' | 'answered late' | 'refused' | 'dead';

/**
 * Asks an address over a new connection whether it is there: TCP, TLS and an answer to `/ping`. Nothing is executed. Time
 * is counted in ticks of the watch, so that a process that stands still finds nothing dead.
 */
export class PathCheck {
  readonly startedAt = performance.now();
  state: PathState = 'checking';
  private elapsedMs = 0;
  private running = 0;
  private readonly aborter = new AbortController();

  constructor(
    private readonly address: Address,
    private readonly pool: ConnectionPool,
    private readonly host: string,
  ) {
    this.attempt();
  }

  /** @returns the state after another so many milliseconds */
  tick(ms: number): PathState {
    this.elapsedMs += ms;
    const soft = Math.max(LEAST_SOFT_MS, SOFT_FACTOR * (this.address.quickestConnectMs ?? 0));
    if (this.state === 'checking' && this.elapsedMs >= soft) {
      this.state = 'late';
      this.attempt();
    } else if (this.state === 'late' && this.elapsedMs >= Math.max(LEAST_HARD_MS, HARD_FACTOR * soft)) {
      this.state = 'dead';
    }
    return this.state;
  }

  /** Ends it. */
  stop(): void {
    this.aborter.abort(new Error('the check of the path is over'));
  }

  private attempt(): void {
    this.running++;
    void this.ping().then(
      () => (this.state = this.state === 'checking' ? 'good' : 'answered late'),
      () => {
        if (--this.running === 0 && this.state === 'checking') this.state = 'refused';
      },
    );
  }

  private async ping(): Promise<void> {
    const { signal } = this.aborter;
    const connection = await this.pool.connector.connect(this.address, signal, 0, false);
    try {
      await ping(connection, this.host, signal);
    } finally {
      connection.destroy(new Error('the check of the path is over'));
    }
  }
}

/** Any answer will do, whatever its status. */
async function ping({ client }: Connection, host: string, signal: AbortSignal): Promise<void> {
  const { body } = await client.request({ method: 'GET', path: '/ping', headers: { host }, signal });
  await body.dump();
}
