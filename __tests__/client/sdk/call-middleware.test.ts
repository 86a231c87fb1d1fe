import {
  InvokeEndpointCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-sagemaker-runtime';
import type { BuildMiddleware, HttpRequest } from '@smithy/types';
import { payloadPart } from '../../../local-runtime/event-stream';
import { closeAll } from '../../support/runtime';
import { failureOf, invoke, invokeStream } from '../support/calls';
import { closeNamedRuntimes, FIRST, type NamedRuntime, SECOND, startNamedRuntime } from '../support/named-runtime';

afterEach(closeAll);
afterEach(closeNamedRuntimes);

const INPUT = { EndpointName: 'dev-diabetes', Body: 'hello' };
const headersOf = ({ requests }: NamedRuntime, name: string): unknown[] => requests.map(({ headers }) => headers[name]);

/** Middleware as tracing has it: a header before the request is signed. */
const addHeader =
  (value: string): BuildMiddleware<ServiceInputTypes, ServiceOutputTypes> =>
  (next) =>
  (args) => {
    (args.request as HttpRequest).headers['x-trace'] = value;
    return next(args);
  };

describe("a service's own middleware", () => {
  test('sees every request, those after the first call as well', async () => {
    const runtime = await startNamedRuntime();
    const client = await runtime.client();
    await invoke(client);
    client.client.middlewareStack.add(addHeader('one'), { step: 'build', name: 'tracing' });
    await invoke(client);
    client.client.middlewareStack.remove('tracing');
    await invoke(client);
    expect(headersOf(runtime, 'x-trace')).toEqual([undefined, 'one', undefined]);
  });

  test('may replace the input: the call still has our connections, attempts and deadline', async () => {
    const runtime = await startNamedRuntime();
    const client = await runtime.client();
    client.client.middlewareStack.add(
      (next) => (args) => next({ ...args, input: { ...args.input, InferenceId: 'changed' } }),
      { step: 'initialize' },
    );
    const { $metadata } = await invoke(client);
    expect(headersOf(runtime, 'x-amzn-sagemaker-inference-id')).toEqual(['changed']);
    expect($metadata).toMatchObject({ attempts: 1, connection: { number: 1, hostname: expect.any(String) } });
    runtime.respond(FIRST, (_, response) => response.end(payloadPart(Buffer.from('part'))));
    runtime.respond(SECOND, (_, response) => response.end(payloadPart(Buffer.from('part'))));
    const parts = [];
    for await (const { PayloadPart } of (await invokeStream(client)).Body ?? []) parts.push(PayloadPart?.Bytes?.length);
    expect(parts).toEqual([4]);
  });

  test('of one command is for that command alone', async () => {
    const runtime = await startNamedRuntime();
    const client = await runtime.client();
    const command = new InvokeEndpointCommand(INPUT);
    command.middlewareStack.add(addHeader('one') as never, { step: 'build' });
    await client.client.send(command);
    await invoke(client);
    expect(headersOf(runtime, 'x-trace')).toEqual(['one', undefined]);
  });
});

test('a callback gets the output, or the error', async () => {
  const runtime = await startNamedRuntime();
  const { client } = await runtime.client();
  const output = await new Promise<string | undefined>((resolve) => {
    client.send(new InvokeEndpointCommand(INPUT), (_: unknown, data) => resolve(data?.Body.transformToString()));
  });
  expect(output).toBe('hello');
  for (const address of runtime.addresses) runtime.respond(address, () => undefined);
  const error = await new Promise((resolve) => {
    client.send(new InvokeEndpointCommand(INPUT), { requestTimeout: 50 }, resolve);
  });
  expect(error).toMatchObject({ name: 'DeadlineError' });
});

test('one command that is sent many times at once is that many calls', async () => {
  const runtime = await startNamedRuntime();
  const { client } = await runtime.client({ concurrency: 4 });
  const command = new InvokeEndpointCommand(INPUT);
  const outputs = await Promise.all(Array.from({ length: 30 }, () => client.send(command)));
  expect(outputs.map(({ Body }) => Body.transformToString())).toEqual(Array(30).fill('hello'));
  expect(new Set(outputs).size).toBe(30);
  expect(runtime.requests).toHaveLength(30);
});

test('a header that cannot be sent is the mistake of its call, and of no address', async () => {
  const runtime = await startNamedRuntime();
  const onZone = jest.fn();
  const client = await runtime.client({ onZone });
  for (let i = 0; i < 10; i++) {
    const failure = await failureOf(invoke(client, { CustomAttributes: 'two\nlines' }));
    expect(failure.message).toBe('invalid x-amzn-sagemaker-custom-attributes header');
    expect(failure).toMatchObject({ attempts: 1, mayHaveExecuted: false });
  }
  expect(onZone).not.toHaveBeenCalled();
  expect((await invoke(client)).Body?.transformToString()).toBe('hello');
  expect(runtime.requests).toHaveLength(1);
});
