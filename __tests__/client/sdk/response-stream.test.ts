import type { ResponseStream } from '@aws-sdk/client-sagemaker-runtime';
import { payloadPart } from '../../../local-runtime/event-stream';
import { closeAll } from '../../support/runtime';
import { failureOf, invoke, invokeStream, until } from '../support/calls';
import { closeNamedRuntimes, FIRST, type Responder, SECOND, startNamedRuntime } from '../support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

const LONG_MS = 600_000;
const unavailable: Responder = (_, response) => void response.writeHead(503).end('{}');
const silent: Responder = () => undefined;
/** Sends one part and then nothing more. */
const stalling: Responder = (_, response) => void response.write(payloadPart(Buffer.from('part')));
/** Sends parts, which never end. */
const endless: Responder = (_, response) => {
  const timer = setInterval(() => response.write(payloadPart(Buffer.alloc(1_000))), 1);
  response.once('close', () => clearInterval(timer));
};

const both = (responder: Responder) => ({ [FIRST]: responder, [SECOND]: responder });
const firstOf = async (body: AsyncIterable<ResponseStream> | undefined): Promise<string> => {
  for await (const { PayloadPart } of body ?? []) return Buffer.from(PayloadPart?.Bytes ?? []).toString();
  return 'nothing';
};
const readAll = async (body: AsyncIterable<ResponseStream> | undefined): Promise<void> => {
  for await (const event of body ?? []) void event;
};

describe('a stream whose first attempt failed', () => {
  const start = () => {
    let first = true;
    return startNamedRuntime(both((...args) => ((first ? unavailable : silent)(...args), (first = false))));
  };

  test('still has a deadline', async () => {
    const client = await (await start()).client({ timeoutMs: 500 });
    expect(await failureOf(invokeStream(client))).toMatchObject({ name: 'DeadlineError', attempts: 2 });
  });

  test('still obeys its signal', async () => {
    const runtime = await start();
    const client = await runtime.client({ timeoutMs: LONG_MS });
    const aborter = new AbortController();
    const failure = failureOf(invokeStream(client, { abortSignal: aborter.signal }));
    await until(() => runtime.requests.length === 2);
    aborter.abort();
    expect(await failure).toMatchObject({ name: 'AbortError', attempts: 2 });
  });
});

describe('a stream that is left', () => {
  const open = async (responder: Responder) => {
    const runtime = await startNamedRuntime(both(responder));
    const client = await runtime.client({ concurrency: 1, timeoutMs: LONG_MS });
    return { runtime, client };
  };
  /** There is one connection: a call gets it only once the stream has freed it. */
  const isFree = async ({ runtime, client }: Awaited<ReturnType<typeof open>>): Promise<boolean> => {
    for (const address of runtime.addresses) runtime.respond(address, (_, response) => void response.end('next'));
    const { Body } = await invoke(client);
    return Body?.transformToString() === 'next' && client.pool.openConnections.length === 1;
  };

  test('after its first part', async () => {
    const opened = await open(endless);
    expect(await firstOf((await invokeStream(opened.client)).Body)).toHaveLength(1_000);
    expect(await isFree(opened)).toBe(true);
  });

  test('before its first part', async () => {
    const opened = await open(endless);
    const { Body } = await invokeStream(opened.client);
    await Body?.[Symbol.asyncIterator]().return?.();
    expect(await isFree(opened)).toBe(true);
  });

  test('by its signal, while its reader waits', async () => {
    const opened = await open(stalling);
    const aborter = new AbortController();
    const { Body } = await invokeStream(opened.client, { abortSignal: aborter.signal });
    const reading = failureOf(readAll(Body));
    aborter.abort(new Error('the user has gone'));
    expect(await reading).toMatchObject({ name: 'AbortError', cause: { message: 'the user has gone' } });
    expect(await isFree(opened)).toBe(true);
  });

  test('by its deadline, though parts keep coming', async () => {
    const runtime = await startNamedRuntime(both(endless));
    const client = await runtime.client({ concurrency: 1, timeoutMs: LONG_MS, streamTimeoutMs: 300 });
    const { Body } = await invokeStream(client);
    expect(await failureOf(readAll(Body))).toMatchObject({
      name: 'DeadlineError',
      message: 'no answer within 300 ms, with all tries',
    });
    expect(await isFree({ runtime, client })).toBe(true);
  });

  test('by its deadline, though nobody reads it', async () => {
    const runtime = await startNamedRuntime(both(stalling));
    const client = await runtime.client({ concurrency: 1, timeoutMs: LONG_MS, streamTimeoutMs: 100 });
    await invokeStream(client);
    expect(await isFree({ runtime, client })).toBe(true);
  });

  test('by its server', async () => {
    const opened = await open((_, response) => {
      response.write(payloadPart(Buffer.from('part')), () => response.destroy());
    });
    const { Body } = await invokeStream(opened.client);
    await expect(readAll(Body)).rejects.toThrow();
    expect(await isFree(opened)).toBe(true);
  });
});

test('a stream that was refused frees its connection', async () => {
  const runtime = await startNamedRuntime(both((_, response) => void response.writeHead(400).end('{"message":"no"}')));
  const client = await runtime.client({ concurrency: 1, timeoutMs: LONG_MS });
  for (let i = 0; i < 3; i++) await expect(invokeStream(client)).rejects.toMatchObject({ message: 'no' });
  expect(client.pool.connectionsOpened).toBe(1);
});
