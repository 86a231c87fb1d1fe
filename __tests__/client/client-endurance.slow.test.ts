import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { InvokeEndpointCommand, InvokeEndpointWithResponseStreamCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { RuntimeClient } from '../../client';
import { closeAll, containerOf, openClient, startRuntime } from '../support/runtime';

afterEach(closeAll);

const ENDPOINT = { EndpointName: 'dev-diabetes', ContentType: 'text/plain' };
const ask = async ({ client }: RuntimeClient): Promise<string> => {
  const { Body } = await client.send(new InvokeEndpointCommand({ ...ENDPOINT, Body: 'hello' }));
  return Buffer.from(Body ?? []).toString();
};

test('a stream with a slow reader is not kept in memory, and its connection is used again', async () => {
  let made = 0;
  async function* endless() {
    for (; made < 1_000; made++) yield Buffer.alloc(64 * 1024);
  }
  const { url } = await startRuntime({ container: containerOf(() => ({ body: endless() })) });
  const client = await openClient(url, { concurrency: 1 });
  const { Body } = await client.client.send(new InvokeEndpointWithResponseStreamCommand({ ...ENDPOINT, Body: 'x' }));
  let read = 0;
  for await (const event of Body ?? []) {
    read += event.PayloadPart?.Bytes?.length ?? 0;
    if (read < 65_537) await delay(300);
    if (read < 65_537) expect(made).toBeLessThan(500); // of 64 MB, not half was made while one part was read
  }
  expect(read).toBe(1_000 * 64 * 1024);
  // Over the same connection, since there is only one: if the stream had kept it, this would wait forever.
  await client.client.send(new InvokeEndpointWithResponseStreamCommand({ ...ENDPOINT, Body: 'y' }));
});

/** What is in use, and not what waits to be collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('3,000 calls leave nothing behind', async () => {
  const server = createServer((request, response) => void request.resume().on('end', () => response.end('hello')));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const client = await openClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { concurrency: 16 });
  const calls = async (count: number) => {
    let left = count;
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (left-- > 0) if ((await ask(client)) !== 'hello') throw new Error('another answer');
      }),
    );
  };
  await calls(1_000);
  const before = heapInUse();
  await calls(2_000);
  expect(heapInUse() - before).toBeLessThan(4 * 1024 * 1024);
  expect(client.pool.connectionsOpened).toBe(16);
  server.closeAllConnections();
  server.close();
});
