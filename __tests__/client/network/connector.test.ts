import { closeAll } from '../../support/runtime';
import { failureOf, invoke, outcomesOf, until } from '../support/calls';
import { closeNamedRuntimes, FIRST, respondWithBody, SECOND, startNamedRuntime } from '../support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

test('an address that refuses connections fails no call, though nothing may be sent twice', async () => {
  const runtime = await startNamedRuntime();
  runtime.refuse(FIRST);
  const client = await runtime.client({ retries: 0, concurrency: 4 });
  expect(await outcomesOf(Array.from({ length: 20 }, () => invoke(client)))).toEqual({ succeeded: 20 });
  expect(runtime.count(SECOND)).toBe(20);
});

test('every address is used where no zone is known', async () => {
  const runtime = await startNamedRuntime();
  const client = await runtime.client({ concurrency: 4 });
  await client.open();
  expect([runtime.connections(FIRST), runtime.connections(SECOND)]).toEqual([2, 2]);
});

test('connections that were opened ahead are those that calls use, and their TLS session is shared', async () => {
  const runtime = await startNamedRuntime();
  const client = await runtime.client({ concurrency: 8 });
  await invoke(client);
  await client.open();
  const calls = await Promise.all(Array.from({ length: 8 }, () => invoke(client)));
  expect(calls.map(({ $metadata }) => $metadata.connection?.cold)).toEqual(Array(8).fill(false));
  expect(client.pool.connectionsOpened).toBe(8);
  // Only the first handshake is a full one.
  expect(runtime.resumed).toEqual([false, ...Array<boolean>(7).fill(true)]);
});

test('where no address takes a connection, the error names each and why', async () => {
  const runtime = await startNamedRuntime();
  for (const address of runtime.addresses) runtime.refuse(address);
  const failure = await failureOf(invoke(await runtime.client({ retries: 0 })));
  expect(failure).toMatchObject({ name: 'ConnectError', code: 'ECONNREFUSED', mayHaveExecuted: false, attempts: 1 });
  for (const address of runtime.addresses) expect(failure.message).toContain(`${address}: connect ECONNREFUSED`);
});

test('a name that does not resolve for a while is tried again', async () => {
  const runtime = await startNamedRuntime();
  let failures = 2;
  const resolve = async (): Promise<string[]> => {
    if (failures-- > 0) throw Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' });
    return runtime.addresses;
  };
  const { $metadata } = await invoke(await runtime.client({ resolve }));
  expect($metadata.attempts).toBe(3);
});

test('a name that never resolves ends with the deadline', async () => {
  const runtime = await startNamedRuntime();
  const client = await runtime.client({ resolve: () => new Promise(() => undefined), timeoutMs: 100 });
  expect(await failureOf(invoke(client))).toMatchObject({ name: 'DeadlineError', mayHaveExecuted: false });
});

test('a certificate for another name is not taken, and not tried again', async () => {
  const [runtime, other] = [await startNamedRuntime(), await startNamedRuntime({ '127.0.0.4': respondWithBody })];
  const client = await runtime.client({ ca: other.ca });
  expect(await failureOf(invoke(client))).toMatchObject({ name: 'ConnectError', attempts: 1, mayHaveExecuted: false });
  expect(runtime.requests).toEqual([]);
});

test('addresses that are lost while calls are under way: those that may run twice go on elsewhere', async () => {
  const runtime = await startNamedRuntime();
  runtime.respond(FIRST, () => undefined);
  const client = await runtime.client({ concurrency: 8, retry: 'idempotent' });
  const calls = outcomesOf(Array.from({ length: 20 }, () => invoke(client)));
  await until(() => runtime.count(FIRST) > 0);
  runtime.refuse(FIRST);
  expect(await calls).toEqual({ succeeded: 20 });
});

test('those that may not run twice fail, and say that they may have run', async () => {
  const runtime = await startNamedRuntime();
  for (const address of runtime.addresses) runtime.respond(address, () => undefined);
  const failure = failureOf(invoke(await runtime.client()));
  await until(() => runtime.requests.length === 1);
  for (const address of runtime.addresses) runtime.refuse(address);
  expect(await failure).toMatchObject({ name: 'ConnectionLostError', mayHaveExecuted: true, attempts: 1 });
  expect(runtime.requests).toHaveLength(1);
});
