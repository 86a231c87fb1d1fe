import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { CallObserver } from './call/call-observer';
import { DirectCall } from './call/direct-call';
import { RetryBudget } from './call/retry-budget';
import { Transport } from './call/transport';
import { callHook } from './hooks';
import { AddressBook } from './network/address-book';
import { ConnectionPool } from './network/connection-pool';
import type { ConnectionTimings } from './network/connection-timings';
import { hostOf, SocketOpener } from './network/open-socket';
import { PathWatch } from './network/path-watch';
import { resolveBothWays } from './network/resolve';
import { ownZoneId } from './network/zones';
import { checkOptions, CLIENT_DEFAULTS, type RuntimeClientOptions } from './options';
import { CredentialsCache } from './request/credentials';
import { InvocationFormat } from './request/invocation';
import { Signer, SIGNING_NAME } from './request/sigv4';
import { installCallMiddleware } from './sdk/call-middleware';
import { SdkAttempts } from './sdk/sdk-attempts';
import { createSdkClient, resolveBaseUrl } from './sdk/sdk-client';
import { userAgent } from './sdk/user-agent';
import type { ClientZone } from './zone/client-zone';
import { ownZone } from './zone/own-zone';

/** The connections of a client. */
export interface ClientConnections {
  /** How many were opened so far. */
  readonly connectionsOpened: number;
  /** Those that are open now. */
  readonly openConnections: readonly ConnectionTimings[];
  /** Breaks all of them off: calls under way fail. */
  destroy(): Promise<void>;
}

/** A client for many calls: the SDK's own, over connections that stay in their zone and survive its loss. */
export interface RuntimeClient {
  /** The SDK's own client, for its own commands. */
  readonly client: SageMakerRuntimeClient;
  /** The host that is called, with its port unless it is the default one. */
  readonly host: string;
  /** The zone that this client runs in, where it is known. */
  readonly zone: ClientZone | undefined;
  /** The connections, and what is known of them. */
  readonly pool: ClientConnections;
  /** Opens the connections before the first call needs them, and asks for credentials. */
  open(): Promise<void>;
  /** Closes the connections after the calls in flight. Calls that wait for a connection fail with ClientClosedError. */
  close(): Promise<void>;
}

/**
 * Makes the AWS SDK's client for SageMaker Runtime, with its connections, attempts and deadlines replaced: credentials,
 * region, endpoints, types and errors are the SDK's. With the zones of the PrivateLink endpoint, calls go to the client's
 * own zone while that is well, and to the others when it is not; without them, to every address behind the name in turn.
 *
 * @throws Error if no region can be found; RangeError if an option is out of its range
 */
export async function createRuntimeClient(options: RuntimeClientOptions = {}): Promise<RuntimeClient> {
  checkOptions(options);
  const { zones = {}, onCall, onZone, ca, resolve = resolveBothWays } = options;
  const settings = { ...CLIENT_DEFAULTS, ...defined(options) };
  const client = createSdkClient(options);
  const [baseUrl, region, zone] = await Promise.all([
    resolveBaseUrl(client),
    client.config.region(),
    ownZone(options.zone, zones),
  ]);
  const host = baseUrl.host;
  const book = new AddressBook({
    hostname: hostOf(baseUrl),
    zones,
    ownZoneId: ownZoneId(zones, zone),
    resolve,
    onChange: ({ ip, zone: itsZone }, reason) =>
      callHook(onZone, { kind: reason === undefined ? 'restored' : 'ejected', reason, address: ip, zone: itsZone }),
  });
  const pool = new ConnectionPool(baseUrl, book, new SocketOpener(baseUrl, ca), settings, {
    wake: () => watch.wake(),
    suspect: (address) => watch.suspect(address),
  });
  const watch = new PathWatch(pool, book, host, settings.retry === 'idempotent');
  const transport = new Transport(pool);
  const credentials = new CredentialsCache(client.config.credentials);
  const signer = new Signer(region, SIGNING_NAME);
  const clockOffset = (): number => client.config.systemClockOffset;
  installCallMiddleware(client, {
    retry: { retries: settings.retries, mode: settings.retry, budget: new RetryBudget(settings.concurrency) },
    direct: new DirectCall(new InvocationFormat(baseUrl), signer, credentials, transport, clockOffset, userAgent()),
    attempts: new SdkAttempts(transport, credentials),
    observer: new CallObserver(onCall, host),
    timeoutMs: settings.timeoutMs,
    streamTimeoutMs: settings.streamTimeoutMs,
  });
  // The SDK's own way to end its client.
  Object.assign(client, { destroy: () => void pool.destroy() });
  return {
    client,
    pool,
    host,
    zone,
    open: async () => {
      await Promise.all([pool.open(), credentials.get()]);
    },
    close: async () => {
      await pool.close();
      watch.stop();
    },
  };
}

/** Without what is undefined, which would take the place of a default. */
const defined = (options: RuntimeClientOptions): Partial<typeof CLIENT_DEFAULTS> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
