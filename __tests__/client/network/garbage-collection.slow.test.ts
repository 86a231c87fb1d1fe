import { createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { payloadPart } from '../../../local-runtime/event-stream';
import { closeAll } from '../../support/runtime';
import { failureOf, invoke, invokeStream, until } from '../support/calls';
import { closeNamedRuntimes, FIRST, SECOND, startNamedRuntime } from '../support/named-runtime';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let collecting: NodeJS.Timeout;
beforeEach(() => void (collecting = setInterval(collectGarbage, 50)));
afterEach(() => clearInterval(collecting));
afterEach(closeAll);
afterEach(closeNamedRuntimes);

/** Deadlines and signals that only something weakly held would fire never do after a collection, on Node 20. */
describe('while garbage is collected', () => {
  test('a deadline ends a call, and a signal that nobody else holds does', async () => {
    const runtime = await startNamedRuntime({ [FIRST]: () => undefined, [SECOND]: () => undefined });
    const client = await runtime.client({ timeoutMs: 1_000 });
    const bySignal = failureOf(invoke(client, {}, { abortSignal: AbortSignal.timeout(700), requestTimeout: 60_000 }));
    expect(await failureOf(invoke(client))).toMatchObject({ name: 'DeadlineError' });
    expect(await bySignal).toMatchObject({ name: 'AbortError' });
  });

  test('a stream ends at its deadline', async () => {
    const part = payloadPart(Buffer.from('part'));
    const stall = (_: object, response: { write(data: Uint8Array): void }): void => response.write(part);
    const runtime = await startNamedRuntime({ [FIRST]: stall, [SECOND]: stall });
    const client = await runtime.client({ streamTimeoutMs: 1_000, concurrency: 1 });
    const { Body } = await invokeStream(client);
    const reading = (async () => {
      for await (const event of Body ?? []) void event;
    })();
    expect(await failureOf(reading)).toMatchObject({ name: 'DeadlineError' });
  });

  test('an address that takes connections and says nothing is left for the other one, and its sockets are closed', async () => {
    const runtime = await startNamedRuntime();
    runtime.refuse(FIRST);
    const silent = new Set<Socket>();
    const server = createServer((socket) => silent.add(socket.on('close', () => silent.delete(socket)).resume()));
    await new Promise<void>((listening) => server.listen(Number(new URL(runtime.url).port), FIRST, listening));
    const client = await runtime.client({ timeoutMs: 4_000, concurrency: 2 });
    for (let i = 0; i < 20; i++) {
      expect((await invoke(client)).Body?.transformToString()).toBe('hello');
      await delay(50);
    }
    await client.close();
    await until(() => silent.size === 0);
    server.close();
  });

  test('five seconds of calls: none hangs', async () => {
    const runtime = await startNamedRuntime();
    const client = await runtime.client({ concurrency: 8 });
    const end = performance.now() + 5_000;
    let made = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (; performance.now() < end; made++) await invoke(client, {}, { abortSignal: AbortSignal.timeout(30_000) });
      }),
    );
    expect(runtime.requests).toHaveLength(made);
  });
});
