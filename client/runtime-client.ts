import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import type { Dispatcher } from 'undici';
import { ConnectionPool } from './connection-pool';
import { speakDirectly } from './bypass-sdk-serialization';
import { DEFAULTS, addressOf, type RuntimeClientOptions, sdkClient } from './options';
import { RETRY_PLACE, retryWithinDeadline } from './retry';

export type { RuntimeClientOptions } from './options';

/** The Runtime closes connections after 60 s without a call: ours go first, so that no call meets one that is going. */
const IDLE_MS = 50_000;

export interface RuntimeClient {
  /** The SDK's own client, for its own commands. */
  readonly client: SageMakerRuntimeClient;
  /** The name that is called, with its port where it is not HTTPS's. */
  readonly host: string;
  readonly pool: ConnectionPool;
  /** Opens the connections ahead of the first call. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The AWS SDK's client for SageMaker Runtime, better configured: signing, credentials, endpoints, types and errors are the
 * SDK's; the connections are one pool of the size that is needed, and the tries of a call are bounded by a deadline.
 *
 * @throws Error where no region can be found
 */
export async function createRuntimeClient(options: RuntimeClientOptions = {}): Promise<RuntimeClient> {
  const {
    concurrency = DEFAULTS.concurrency,
    timeoutMs = DEFAULTS.timeoutMs,
    retries = DEFAULTS.retries,
    ca,
  } = options;
  const client = sdkClient(options);
  const address = await addressOf(client);
  const pool = new ConnectionPool(address.origin, concurrency, { timeoutMs, idleMs: IDLE_MS, ca });
  client.config.requestHandler = new UndiciHttpHandler({ dispatcher: pool as unknown as Dispatcher });
  speakDirectly(client, address);
  client.middlewareStack.add(
    retryWithinDeadline({ retries, timeoutMs, takeUsage: (id) => pool.takeUsage(id) }),
    RETRY_PLACE,
  );
  return { client, pool, host: address.host, open: () => pool.open(), close: () => pool.close() };
}
