import events from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createRuntimeClient } from '../../client';
import { closeAll, CREDENTIALS } from '../support/runtime';
import { ROOT } from '../support/settings';
import { failureOf, invoke, invokeStream, until } from './support/calls';
import { closeNamedRuntimes, startNamedRuntime } from './support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

const never = (): Promise<never> => new Promise(() => undefined);

describe('credentials', () => {
  test('are not needed to make a client, which says what is wrong with them at each call', async () => {
    const credentials = jest.fn(async () => Promise.reject(new Error('no credentials')));
    const client = await (await startNamedRuntime()).client({ credentials });
    expect(credentials).not.toHaveBeenCalled();
    for (const call of [invoke(client), invokeStream(client), client.open()])
      await expect(call).rejects.toThrow('no credentials');
  });

  test.each([
    ['frozen', Object.freeze(new Error('no credentials'))],
    ['not there', undefined],
  ])('a call fails with what their provider rejects with, even if that is %s', async (_, reason) => {
    const client = await (await startNamedRuntime()).client({ credentials: () => Promise.reject(reason as Error) });
    await expect(invoke(client)).rejects.toBe(reason);
  });

  test('that never come end with the deadline of the call, or its signal', async () => {
    const client = await (await startNamedRuntime()).client({ credentials: never, timeoutMs: 100 });
    for (const call of [invoke, (one: typeof client) => invokeStream(one)]) {
      expect(await failureOf(call(client))).toMatchObject({ name: 'DeadlineError', mayHaveExecuted: false });
    }
    const aborter = new AbortController();
    const failure = failureOf(invoke(client, {}, { abortSignal: aborter.signal }));
    aborter.abort();
    expect(await failure).toMatchObject({ name: 'AbortError' });
  });
});

test.each([0, -1, Infinity, NaN])('a requestTimeout of %p is refused', async (requestTimeout) => {
  const client = await (await startNamedRuntime()).client();
  const range = 'it must be a number of milliseconds above 0 and up to 2147483647';
  await expect(invoke(client, {}, { requestTimeout })).rejects.toThrow(
    new RangeError(`requestTimeout is ${requestTimeout}: ${range}`),
  );
});

test('an empty endpoint name is refused, and nothing is sent', async () => {
  const runtime = await startNamedRuntime();
  const client = await runtime.client();
  await expect(invoke(client, { EndpointName: '' })).rejects.toThrow(
    new RangeError("EndpointName is '': it must be the name of an endpoint"),
  );
  expect(runtime.requests).toEqual([]);
});

test('one signal may end many calls, without a warning', async () => {
  const runtime = await startNamedRuntime();
  const client = await runtime.client({ concurrency: 30 });
  const aborter = new AbortController();
  const unlimited = jest.spyOn(events, 'setMaxListeners');
  for (const address of runtime.addresses) runtime.respond(address, () => undefined);
  const failures = Array.from({ length: 30 }, () => failureOf(invoke(client, {}, { abortSignal: aborter.signal })));
  await until(() => runtime.requests.length === 30);
  aborter.abort();
  expect((await Promise.all(failures)).map(({ name }) => name)).toEqual(Array(30).fill('AbortError'));
  // With 0 Node never warns of a leak; its own warning does not come to a test's `process`.
  expect(unlimited).toHaveBeenCalledWith(0, aborter.signal);
  unlimited.mockRestore();
});

test.each([
  ['concurrency', 0],
  ['concurrency', 1.5],
  ['maxQueue', -1],
  ['retries', NaN],
  ['timeoutMs', Infinity],
])('%s: %p is refused', async (name, value) => {
  await expect(createRuntimeClient({ region: 'us-east-1', [name]: value })).rejects.toThrow(
    new RegExp(`^${name} is .*: it must be `),
  );
});

describe('the URL', () => {
  const variables = ['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME'];
  afterEach(() => variables.forEach((name) => Reflect.deleteProperty(process.env, name)));
  const hostOf = async (endpointUrl?: string): Promise<string> =>
    (await createRuntimeClient({ region: 'us-east-1', credentials: CREDENTIALS, endpointUrl })).host;

  test("is the region's own, the environment's, the service's in the environment, or the option's", async () => {
    expect(await hostOf()).toBe('runtime.sagemaker.us-east-1.amazonaws.com');
    process.env['AWS_ENDPOINT_URL'] = 'https://all.example:8443';
    expect(await hostOf()).toBe('all.example:8443');
    process.env['AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME'] = 'https://runtime.example';
    expect(await hostOf()).toBe('runtime.example');
    expect(await hostOf('https://option.example')).toBe('option.example');
  });
});

test('idle connections keep no process alive, whether they were used or not', async () => {
  const runtime = await startNamedRuntime();
  const script = `
    const { createRuntimeClient } = require(${JSON.stringify(join(ROOT, 'client'))});
    const { InvokeEndpointCommand } = require('@aws-sdk/client-sagemaker-runtime');
    (async () => {
      const { client, open } = await createRuntimeClient({
        region: 'us-east-1', concurrency: 2, credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        endpointUrl: ${JSON.stringify(runtime.url)}, ca: ${JSON.stringify(runtime.ca)},
        resolve: async () => ${JSON.stringify(runtime.addresses)},
      });
      await open();
      await client.send(new InvokeEndpointCommand({ EndpointName: 'dev-diabetes', Body: 'x' }));
      for (let i = 0; i < 3; i++) await new Promise(setImmediate);
      console.log(process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout/.test(name)).join());
    })();`;
  const child = spawn(process.execPath, ['--require', join(ROOT, 'loader', 'typescript.cjs'), '--eval', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let open = '';
  child.stdout.on('data', (text: Buffer) => (open += text.toString()));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(open.trim()).toBe('');
});
