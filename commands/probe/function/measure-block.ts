import { lookup } from 'node:dns/promises';
import { makeCall } from '../../shared/call';
import { type ConnectionTimings, createRuntimeClient, type RuntimeClient } from '../../../client';
import { explainCallError } from '../../shared/explain-call-error';
import type { ConnectionBlock, RunRequest } from './contract';

/** When calls may be made. */
export interface Schedule {
  /** Waits until another call may be made. */
  turn(): Promise<void>;
  /** Whether the time of the run is over: a slow model's block ends with the first call that counts. */
  isOver(): boolean;
}

export async function measureBlock(host: string, request: RunRequest, schedule: Schedule): Promise<ConnectionBlock> {
  const client = await clientOf(host, request);
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
      const itself = usage.cold ? latencyMs - usage.dnsMs - usage.connectMs : latencyMs;
      (i < request.warmupCalls ? warmup : latencies).push(rounded(itself));
    }
    return { host, ...(connection ?? NOT_CONNECTED), warmup, latencies };
  } catch (error) {
    const { kind, happened } = explainCallError(error, { endpoint: request.endpoint, host, region: request.region });
    const known = connection ?? (await connectionAfterFailure(client));
    return { host, ...known, warmup, latencies, error: { kind, text: happened } };
  } finally {
    await client.pool.destroy();
  }
}

type BlockConnection = Pick<ConnectionBlock, 'addresses' | 'dnsMs' | 'address' | 'tcpMs' | 'tlsMs'>;
const NOT_CONNECTED: BlockConnection = { addresses: [], dnsMs: null, address: null, tcpMs: null, tlsMs: null };

/** Where a name leads is worth telling above all where nothing answers there. */
async function connectionAfterFailure({ pool, host }: RuntimeClient): Promise<BlockConnection> {
  const [open] = pool.openConnections;
  if (open !== undefined) return connectionOf(open);
  try {
    const found = await lookup(new URL(`https://${host}`).hostname, { all: true });
    return { ...NOT_CONNECTED, addresses: found.map(({ address }) => address) };
  } catch {
    return NOT_CONNECTED;
  }
}

const connectionOf = ({ addresses, dnsMs, address, tcpMs, connectMs }: ConnectionTimings): BlockConnection => ({
  addresses,
  dnsMs: rounded(dnsMs),
  address,
  tcpMs: rounded(tcpMs),
  tlsMs: rounded(connectMs - tcpMs),
});

/** One connection, no second try: what is measured is what happened. */
const clientOf = (host: string, { region, timeoutMs }: RunRequest): Promise<RuntimeClient> =>
  createRuntimeClient({
    region,
    endpointUrl: host.includes('://') ? host : `https://${host}`,
    concurrency: 1,
    retries: 0,
    timeoutMs,
  });

/** To microseconds: the answer must be small. */
const rounded = (ms: number): number => Math.round(ms * 1_000) / 1_000;
