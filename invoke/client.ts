import { SageMakerRuntimeClient, type SageMakerRuntimeClientConfig } from '@aws-sdk/client-sagemaker-runtime';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import type { Dispatcher } from 'undici';
import { ConnectionPool } from './client/connection-pool';
import { speakDirectly } from './client/direct-protocol';
import { retryWithinDeadline } from './client/retry';

/** The Runtime closes connections after 60 s without a call: ours go first, so that no call meets one that is going. */
const IDLE_MS = 50_000;

export interface RuntimeClientOptions {
  /** @default - the SDK's chain: AWS_REGION, the profile */
  readonly region?: string | undefined;
  /** @default - the SDK's chain: AWS_PROFILE, or default */
  readonly profile?: string | undefined;
  /** Another address than the Runtime's own: a zonal name of the PrivateLink endpoint, a local runtime. */
  readonly endpointUrl?: string | undefined;
  /** How many calls at a time, and so how many connections. @default 16 */
  readonly concurrency?: number | undefined;
  /** What bounds a call with all of its tries, in milliseconds. @default 60000, the Runtime's own limit */
  readonly timeoutMs?: number | undefined;
  /** How often a call is tried again. @default 2 */
  readonly retries?: number | undefined;
  /** Whom to trust, in PEM. @default - what Node trusts */
  readonly ca?: string | undefined;
  /** @default - the SDK's chain */
  readonly credentials?: SageMakerRuntimeClientConfig['credentials'];
}

export interface RuntimeClient {
  /** The SDK's own client, for its own commands. */
  readonly client: SageMakerRuntimeClient;
  readonly pool: ConnectionPool;
  /** The name that is called, with its port where it is not HTTPS's. */
  readonly host: string;
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
  const { concurrency = 16, timeoutMs = 60_000, retries = 2, ca } = options;
  const client = new SageMakerRuntimeClient({
    ...(options.region !== undefined && { region: options.region }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(options.endpointUrl !== undefined && { endpoint: options.endpointUrl }),
    ...(options.credentials !== undefined && { credentials: options.credentials }),
    cacheMiddleware: true,
  });
  const origin = await originOf(client);
  const pool = new ConnectionPool(origin, concurrency, { timeoutMs, idleMs: IDLE_MS, ca });
  client.config.requestHandler = new UndiciHttpHandler({ dispatcher: pool as unknown as Dispatcher });
  speakDirectly(client, new URL(origin));
  client.middlewareStack.add(retryWithinDeadline(pool, { retries, timeoutMs }), {
    name: 'retryMiddleware',
    tags: ['RETRY'],
    step: 'finalizeRequest',
    priority: 'high',
    override: true,
  });
  return { client, pool, host: new URL(origin).host, open: () => pool.open(), close: () => pool.close() };
}

/** Where the SDK will send its calls: the endpoint that was given, or the region's own. */
async function originOf({ config }: SageMakerRuntimeClient): Promise<string> {
  const given = await config.endpoint?.();
  if (given !== undefined) return `${given.protocol}//${given.hostname}${given.port ? `:${given.port}` : ''}`;
  const { url } = config.endpointProvider({
    Region: await config.region(),
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
  });
  return url.origin;
}
