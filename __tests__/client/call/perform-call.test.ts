import type { ServerResponse } from 'node:http';
import type { RuntimeClientOptions } from '../../../client';
import { closeAll } from '../../support/runtime';
import { failureOf, invoke, outcomesOf, until } from '../support/calls';
import {
  closeNamedRuntimes,
  FIRST,
  type Responder,
  respondWithBody,
  SECOND,
  startNamedRuntime,
} from '../support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

const fail =
  (status: number, type: string, headers: Record<string, string> = {}): Responder =>
  (_, response: ServerResponse) =>
    void response
      .writeHead(status, { 'x-amzn-errortype': type, 'content-type': 'application/json', ...headers })
      .end('{}');
const breakOff: Responder = ({ socket }) => void socket.destroy();

/** A client of two addresses which respond so at first, and well after as many requests. */
async function start(responder: Responder, times: number, options: RuntimeClientOptions = {}) {
  let left = times;
  const respond: Responder = (request, response) =>
    left-- > 0 ? responder(request, response) : void response.end('answer');
  const runtime = await startNamedRuntime({ [FIRST]: respond, [SECOND]: respond });
  return { runtime, client: await runtime.client({ timeoutMs: 600_000, ...options }) };
}

describe.each(['unsent', 'idempotent'] as const)("retry: '%s'", (retry) => {
  const isRetried: [string, Responder, boolean][] = [
    ['503', fail(503, 'ServiceUnavailable'), true],
    ['503 whose body is no JSON', (_, response) => void response.writeHead(503).end('<html>'), true],
    ['429', fail(429, 'ModelNotReadyException'), true],
    ['400 ThrottlingException', fail(400, 'ThrottlingException', { 'retry-after': '0' }), true],
    ['500', fail(500, 'InternalFailure'), retry === 'idempotent'],
    ['502', fail(502, 'BadGateway'), retry === 'idempotent'],
    ['504', fail(504, 'GatewayTimeout'), retry === 'idempotent'],
    ['a connection that breaks after the request was read', breakOff, retry === 'idempotent'],
    ['424', fail(424, 'ModelError'), false],
    ['400', fail(400, 'ValidationError'), false],
    ['403', fail(403, 'AccessDeniedException'), false],
  ];

  test.each(isRetried)('%s', async (_, responder, expected) => {
    const { runtime, client } = await start(responder, 1, { retry });
    const call = invoke(client);
    if (expected) expect((await call).$metadata.attempts).toBe(2);
    else expect((await failureOf(call)).attempts).toBe(1);
    expect(runtime.requests).toHaveLength(expected ? 2 : 1);
  });
});

test('Retry-After is waited for, and a call that has no time for it fails at once with what the service said', async () => {
  const { client } = await start(fail(503, 'ServiceUnavailable', { 'retry-after': '0.3' }), 1);
  const before = performance.now();
  await invoke(client);
  expect(performance.now() - before).toBeGreaterThan(290);
  const { runtime, client: hurried } = await start(fail(503, 'ServiceUnavailable', { 'retry-after': '700' }), 1);
  expect(await failureOf(invoke(hurried))).toMatchObject({ name: 'ServiceUnavailable', attempts: 1 });
  expect(runtime.requests).toHaveLength(1);
});

test('a clock that is wrong is corrected, and the call tried again', async () => {
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const { runtime, client } = await start(fail(403, 'RequestTimeTooSkewed', { date }), 1);
  expect((await invoke(client)).$metadata.attempts).toBe(2);
  const hours = runtime.requests.map(({ headers }) => String(headers['x-amz-date']).slice(9, 11));
  expect((Number(hours[1]) - Number(hours[0]) + 24) % 24).toBe(1);
});

test('all calls together retry no more than their budget', async () => {
  const { runtime, client } = await start(fail(503, 'ServiceUnavailable'), Infinity, { concurrency: 8, retries: 5 });
  await outcomesOf(Array.from({ length: 30 }, () => invoke(client)));
  expect(runtime.requests).toHaveLength(30 + 100);
});

test('abortSignal ends a call that is under way, and frees its place', async () => {
  const { runtime, client } = await start(() => undefined, 1, { concurrency: 1 });
  const aborter = new AbortController();
  const failure = failureOf(invoke(client, {}, { abortSignal: aborter.signal }));
  await until(() => runtime.requests.length === 1);
  aborter.abort();
  expect(await failure).toMatchObject({ name: 'AbortError', mayHaveExecuted: true, attempts: 1 });
  expect((await invoke(client)).Body?.transformToString()).toBe('answer');
});

test('a call that was aborted before is not sent', async () => {
  const { runtime, client } = await start(() => undefined, 0);
  expect(await failureOf(invoke(client, {}, { abortSignal: AbortSignal.abort() }))).toMatchObject({
    name: 'AbortError',
    mayHaveExecuted: false,
    attempts: 0,
  });
  expect(runtime.requests).toEqual([]);
});

test('an answer that trickles ends with the deadline, and frees its place', async () => {
  const trickle: Responder = (_, response) => {
    const timer = setInterval(() => response.write('.'), 10);
    response.once('close', () => clearInterval(timer));
  };
  const { client } = await start(trickle, 1, { concurrency: 1 });
  expect(await failureOf(invoke(client, {}, { requestTimeout: 200 }))).toMatchObject({ name: 'DeadlineError' });
  expect((await invoke(client)).Body?.transformToString()).toBe('answer');
});

test('a call that waits past its deadline is never sent', async () => {
  const { runtime, client } = await start(() => undefined, 1, { concurrency: 1 });
  const first = failureOf(invoke(client, {}, { requestTimeout: 300 }));
  await until(() => runtime.requests.length === 1);
  const names = await Promise.all(
    Array.from({ length: 5 }, () => failureOf(invoke(client, {}, { requestTimeout: 50 })).then(({ name }) => name)),
  );
  expect(names).toEqual(Array(5).fill('DeadlineError'));
  await first;
  expect(runtime.requests).toHaveLength(1);
});

test('close lets calls under way end, and fails those that wait', async () => {
  const responses: ServerResponse[] = [];
  const { runtime, client } = await start((_, response) => void responses.push(response), 1, { concurrency: 1 });
  const underWay = invoke(client);
  await until(() => runtime.requests.length === 1);
  const waiting = failureOf(invoke(client));
  const closed = client.close();
  expect(await waiting).toMatchObject({ name: 'ClientClosedError', mayHaveExecuted: false });
  responses[0]?.end('late');
  expect((await underWay).Body?.transformToString()).toBe('late');
  await closed;
  expect(client.pool.openConnections).toEqual([]);
  expect(await failureOf(invoke(client))).toMatchObject({ name: 'ClientClosedError' });
});

test('who calls is in the user agent, and bytes have the content type of bytes', async () => {
  const { runtime, client } = await start(() => undefined, 0);
  await invoke(client, { ContentType: undefined, Body: Buffer.from('x') });
  const { headers } = runtime.requests[0] ?? {};
  expect(headers?.['user-agent']).toMatch(/^sagemaker-privatelink-client\/[\d.]+ os\/\S+ lang\/js md\/nodejs#[\d.]+ /);
  expect(headers?.['content-type']).toBe('application/octet-stream');
});

test('close waits for a call that is still connecting', async () => {
  let answer: (addresses: string[]) => void = () => undefined;
  const { runtime, client } = await start(respondWithBody, 1, {
    resolve: () => new Promise((resolve) => (answer = resolve)),
  });
  const connecting = invoke(client, { Body: 'in time' });
  await new Promise((turn) => setImmediate(turn));
  const closed = client.close();
  answer([...runtime.addresses]);
  expect((await connecting).Body?.transformToString()).toBe('in time');
  await closed;
});

test('in Lambda a call has the trace of the invocation', async () => {
  const env = {
    ...process.env,
    AWS_LAMBDA_FUNCTION_NAME: 'caller',
    _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793',
  };
  jest.replaceProperty(process, 'env', env);
  const { runtime, client } = await start(respondWithBody, 1);
  await invoke(client);
  expect(runtime.requests[0]?.headers['x-amzn-trace-id']).toBe(env._X_AMZN_TRACE_ID);
  expect(runtime.requests[0]?.headers.authorization).not.toContain('x-amzn-trace-id');
});
