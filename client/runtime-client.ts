import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import type { Dispatcher } from 'undici';
import { bypassSdkSerialization } from './bypass-sdk-serialization';
import { ConnectionPool } from './connection-pool';
import { CLIENT_DEFAULTS, type RuntimeClientOptions } from './options';
import { replaceSdkRetries } from './retry';
import { createSdkClient, resolveBaseUrl } from './sdk-client';

/** The Runtime closes connections after 60 s without a call. Ours close first, so that no call meets a closing one. */
const IDLE_MS = 50_000;

/** A client for many calls: the SDK's own, over a pool of connections. */
export interface RuntimeClient {
  /** The SDK's own client, for its own commands. */
  readonly client: SageMakerRuntimeClient;
  /** The host that is called, with its port unless it is the default one. */
  readonly host: string;
  /** The connections, and what is known of them. */
  readonly pool: ConnectionPool;
  /** Opens the connections before the first call needs them. */
  open(): Promise<void>;
  /** Closes the connections after the calls in flight. */
  close(): Promise<void>;
}

/**
 * Makes the AWS SDK's client for SageMaker Runtime, better configured: signing, credentials, endpoints, types and errors
 * are the SDK's; the connections are one pool of the size that is needed, and a deadline bounds a call with all of its
 * attempts.
 *
 * @throws Error if no region can be found
 */
export async function createRuntimeClient(options: RuntimeClientOptions = {}): Promise<RuntimeClient> {
  const {
    concurrency = CLIENT_DEFAULTS.concurrency,
    timeoutMs = CLIENT_DEFAULTS.timeoutMs,
    retries = CLIENT_DEFAULTS.retries,
    ca,
  } = options;
  const client = createSdkClient(options);
  const baseUrl = await resolveBaseUrl(client);
  const pool = new ConnectionPool(baseUrl.origin, concurrency, { timeoutMs, idleMs: IDLE_MS, ca });
  client.config.requestHandler = new UndiciHttpHandler({ dispatcher: pool as unknown as Dispatcher });
  bypassSdkSerialization(client, baseUrl);
  replaceSdkRetries(client, { retries, timeoutMs, takeConnection: (id) => pool.takeConnection(id) });
  return { client, pool, host: baseUrl.host, open: () => pool.open(), close: () => pool.close() };
}
