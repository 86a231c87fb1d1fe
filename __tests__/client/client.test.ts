import { setTimeout as delay } from 'node:timers/promises';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { RuntimeClient } from '../../client';
import { createSelfSignedCertificate } from '../../local-runtime/certificate';
import { FaultInjector } from '../../local-runtime/fault-injector';
import { closeAll, containerOf, echo, openClient, pieces, startRuntime } from '../support/runtime';

afterEach(closeAll);

const ENDPOINT = { EndpointName: 'dev-diabetes', ContentType: 'text/plain' };
const ask = async ({ client }: RuntimeClient, body = 'hello'): Promise<string> => {
  const { Body } = await client.send(new InvokeEndpointCommand({ ...ENDPOINT, Body: body }));
  return Buffer.from(Body ?? []).toString();
};

/** Goes wrong the first times as ordered, and then never again. */
const failing = (times: number, options: ConstructorParameters<typeof FaultInjector>[0]) => {
  let left = times;
  return new FaultInjector(options, () => (left-- > 0 ? 0 : 0.99));
};

test('calls go over one connection, which is known', async () => {
  const { url } = await startRuntime({ container: echo });
  const client = await openClient(url);
  const connections = [];
  for (let i = 0; i < 5; i++) {
    const { $metadata } = await client.client.send(new InvokeEndpointCommand({ ...ENDPOINT, Body: 'x' }));
    connections.push(($metadata as { connection?: object }).connection);
  }
  expect(connections[0]).toMatchObject({ number: 1, address: '127.0.0.1', cold: true });
  expect(connections.slice(1)).toEqual(Array(4).fill(expect.objectContaining({ number: 1, cold: false })));
  expect(client.pool.connectionsOpened).toBe(1);
});

test('connections are opened ahead, as many as are needed', async () => {
  const { url } = await startRuntime({ container: echo });
  const client = await openClient(url, { concurrency: 4 });
  await client.open();
  expect(client.pool.connectionsOpened).toBe(4);
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => client.client.send(new InvokeEndpointCommand({ ...ENDPOINT, Body: 'x' }))),
  );
  expect(answers.map(({ $metadata }) => ($metadata as { connection?: { cold: boolean } }).connection?.cold)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(client.pool.connectionsOpened).toBe(4);
});

test('under load every answer is to its own request, none is lost and none comes twice', async () => {
  const container = containerOf(async ({ body }) => {
    await delay(Math.random() * 5);
    return { body: pieces(body.toString()) };
  });
  const { url } = await startRuntime({ container, faults: { errors: { ServiceUnavailable: 0.1 }, resets: 0.1 } });
  const client = await openClient(url, { concurrency: 8, retries: 20, retry: 'idempotent' });
  let next = 0;
  const seen = new Set<string>();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let i = next++; i < 300; i = next++) {
        const answer = await ask(client, `call ${i}`);
        expect(answer).toBe(`call ${i}`);
        expect(seen.has(answer)).toBe(false);
        seen.add(answer);
      }
    }),
  );
  expect(seen.size).toBe(300);
});

test.each([
  ['busy', { errors: { ServiceUnavailable: 0.5 } }],
  ['failing inside', { errors: { InternalFailure: 0.5 } }],
  ['not ready', { errors: { ModelNotReadyException: 0.5 } }],
  ['reset', { resets: 0.5 }],
])('a call that meets what is %s is tried again', async (_, options) => {
  const { url } = await startRuntime({ container: echo, faults: failing(2, options) });
  const { $metadata } = await (
    await openClient(url, { retry: 'idempotent' })
  ).client.send(new InvokeEndpointCommand({ ...ENDPOINT, Body: 'x' }));
  expect($metadata.attempts).toBe(3);
});

test.each([['ModelError'], ['ValidationError'], ['InternalDependencyException'], ['AccessDeniedException']])(
  '%s is never tried again',
  async (name) => {
    const { url } = await startRuntime({ container: echo, faults: failing(1, { errors: { [name]: 0.5 } }) });
    await expect(ask(await openClient(url))).rejects.toMatchObject({ name });
  },
);

test('the tries have an end', async () => {
  const { url } = await startRuntime({
    container: echo,
    faults: failing(9, { errors: { ServiceUnavailable: 0.5 } }),
  });
  await expect(ask(await openClient(url, { retries: 1 }))).rejects.toMatchObject({ name: 'ServiceUnavailable' });
});

test('the deadline bounds all tries together', async () => {
  let tries = 0;
  const stalls = new FaultInjector({ stalls: 1 }, () => (tries++, 0));
  const { url } = await startRuntime({ container: echo, faults: stalls });
  const client = await openClient(url, { timeoutMs: 100, retries: 5 });
  await expect(ask(client)).rejects.toMatchObject({ name: 'DeadlineError' });
  expect(tries).toBeLessThanOrEqual(1); // the first has taken all the time there is, and no other has its own
});

test('a fleet that goes away and comes back', async () => {
  const { runtime, url } = await startRuntime({ container: echo });
  const client = await openClient(url, { retries: 10_000, retry: 'idempotent', timeoutMs: 250_000 });
  expect(await ask(client)).toBe('hello');
  await runtime.close();
  const waiting = ask(client, 'again');
  await delay(100);
  await startRuntime({ container: echo }, Number(url.port));
  expect(await waiting).toBe('again');
});

test('idle connections that the server closes are not called over', async () => {
  const { url } = await startRuntime({ container: echo, idleCloseMs: 50 });
  const client = await openClient(url, { retries: 0 });
  for (let i = 0; i < 2; i++) {
    expect(await ask(client)).toBe('hello');
    while (client.pool.openConnections.length > 0) await delay(10);
  }
  expect(client.pool.connectionsOpened).toBe(2);
});

test('more calls than connections wait, and it is said', async () => {
  const warned = jest.spyOn(process, 'emitWarning').mockImplementation();
  const { url } = await startRuntime({ container: echo });
  const client = await openClient(url, { concurrency: 2 });
  expect(await Promise.all(Array.from({ length: 10 }, (_, i) => ask(client, String(i))))).toEqual([...'0123456789']);
  expect(client.pool.connectionsOpened).toBe(2);
  expect(warned).toHaveBeenCalledWith(
    expect.stringContaining('more calls at a time than the 2 connections'),
    'RuntimeClientWarning',
  );
  warned.mockRestore();
});

describe('with TLS', () => {
  test('a certificate that is trusted', async () => {
    const tls = await createSelfSignedCertificate('127.0.0.1');
    const { url } = await startRuntime({ container: echo, tls });
    expect(await ask(await openClient(url, { ca: tls.cert }))).toBe('hello');
  });

  test('one that nobody vouches for, and one for another name', async () => {
    const tls = await createSelfSignedCertificate('127.0.0.1');
    const { url } = await startRuntime({ container: echo, tls });
    await expect(ask(await openClient(url, { retries: 0 }))).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    const other = url.toString().replace('127.0.0.1', '127.0.0.2');
    const { url: elsewhere } = await startRuntime({ container: echo, tls }, 0, '127.0.0.2');
    expect(elsewhere.hostname).toBe(new URL(other).hostname);
    await expect(ask(await openClient(elsewhere, { ca: tls.cert, retries: 0 }))).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });
});

test('nothing listens there', async () => {
  await expect(ask(await openClient('http://127.0.0.1:1', { retries: 0 }))).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});
