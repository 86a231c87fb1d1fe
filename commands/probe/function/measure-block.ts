import { lookup } from 'node:dns/promises';
import { makeCall } from '../../shared/call';
import { type ConnectionTimings, createRuntimeClient, type RuntimeClient } from '../../../client';
import { explainCallError } from '../../shared/explain-call-error';
import type { ConnectionBlock, RunRequest } from './contract';
import { dnsAddresses } from './dns-addresses';

/** When calls may be made. */
export interface Schedule {
  /** Waits until another call may be made. */
  turn(): Promise<void>;
  /** Whether the time of the run is over: a slow model's block ends with the first call that counts. */
  isOver(): boolean;
}

type MeasuredConnection = Omit<ConnectionBlock, 'resolutions'>;

export async function measureBlock(host: string, request: RunRequest, schedule: Schedule): Promise<ConnectionBlock> {
  const measured = await measureConnection(host, request, schedule);
  // After it: a name that was just asked for resolves faster.
  return { ...measured, resolutions: { lookup: measured.addresses, resolve4: await dnsAddresses(host) } };
}

async function measureConnection(host: string, request: RunRequest, schedule: Schedule): Promise<MeasuredConnection> {
  const start = performance.now();
  const resolution = { addresses: await addressesOf(host), dnsMs: rounded(performance.now() - start) };
  const client = await clientOf(host, resolution.addresses, request);
  const [warmup, latencies]: [number[], number[]] = [[], []];
  const call = {
    input: {
      EndpointName: request.endpoint,
      ContentType: request.contentType,
      Body: Buffer.from(request.body, 'base64'),
    },
    stream: false,
  };
  let connection: BlockConnection | undefined;
  try {
    for (let i = 0; i < request.warmupCalls + request.calls; i++) {
      if (latencies.length > 0 && schedule.isOver()) break;
      await schedule.turn();
      const { latencyMs, connection: usage } = await makeCall(client.client, call, () => undefined);
      if (usage === undefined || usage.cold !== (i === 0)) throw new Error('the connection was lost within a block');
      connection ??= connectionOf(usage);
      // The first call opens the connection, which is told apart from it.
      const itself = usage.cold ? latencyMs - usage.connectMs : latencyMs;
      (i < request.warmupCalls ? warmup : latencies).push(rounded(itself));
    }
    return { host, ...resolution, ...(connection ?? NOT_CONNECTED), warmup, latencies };
  } catch (error) {
    const { kind, happened } = explainCallError(error, { endpoint: request.endpoint, host, region: request.region });
    const known = connection ?? connectionAfterFailure(client);
    return { host, ...resolution, ...known, warmup, latencies, error: { kind, text: happened } };
  } finally {
    await client.pool.destroy();
  }
}

type BlockConnection = Pick<ConnectionBlock, 'address' | 'tcpMs' | 'tlsMs'>;
const NOT_CONNECTED: BlockConnection = { address: null, tcpMs: null, tlsMs: null };

/** What the name resolves to, in the resolver's order; nothing where it does not. */
async function addressesOf(host: string): Promise<string[]> {
  try {
    const found = await lookup(new URL(urlOf(host)).hostname, { all: true });
    return found.map(({ address }) => address);
  } catch {
    return [];
  }
}

/** Where a name leads is worth telling above all where nothing answers there. */
function connectionAfterFailure({ pool }: RuntimeClient): BlockConnection {
  const [open] = pool.openConnections;
  return open === undefined ? NOT_CONNECTED : connectionOf(open);
}

const connectionOf = ({ address, tcpMs, connectMs }: ConnectionTimings): BlockConnection => ({
  address,
  tcpMs: rounded(tcpMs),
  tlsMs: rounded(connectMs - tcpMs),
});

const urlOf = (host: string): string => (host.includes('://') ? host : `https://${host}`);

/** One connection, to the first address, no second try: what is measured is what a plain client meets. */
const clientOf = (
  host: string,
  [address]: readonly string[],
  { region, timeoutMs }: RunRequest,
): Promise<RuntimeClient> =>
  createRuntimeClient({
    region,
    endpointUrl: urlOf(host),
    concurrency: 1,
    retries: 0,
    timeoutMs,
    ...(address !== undefined && { resolve: async () => [address] }),
  });

/** To microseconds: the answer must be small. */
const rounded = (ms: number): number => Math.round(ms * 1_000) / 1_000;
