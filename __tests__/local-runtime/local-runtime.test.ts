import {
  InvokeEndpointWithResponseStreamCommand,
  ModelNotReadyException,
  ServiceUnavailable,
  ValidationError,
} from '@aws-sdk/client-sagemaker-runtime';
import { closeAll, containerOf, EXPECTED, pieces, startRuntime } from '../support/runtime';
import { ask, input, plain } from './support/sdk-calls';

afterEach(closeAll);

test('InvokeEndpoint', async () => {
  const { url } = await startRuntime();
  const output = await ask(url);
  expect(output).toMatchObject({
    ContentType: 'text/csv; charset=utf-8',
    InvokedProductionVariant: 'primary',
    $metadata: { httpStatusCode: 200 },
  });
  expect(
    Buffer.from(output.Body ?? [])
      .toString()
      .split(',')
      .map(Number),
  ).toEqual(EXPECTED.map((value) => expect.closeTo(value, 5) as number));
});

test('InvokeEndpointWithResponseStream', async () => {
  const { url } = await startRuntime();
  const output = await plain(url).send(new InvokeEndpointWithResponseStreamCommand(input()));
  expect(output).toMatchObject({ ContentType: 'text/csv; charset=utf-8', InvokedProductionVariant: 'primary' });
  const parts: string[] = [];
  for await (const event of output.Body ?? []) parts.push(Buffer.from(event.PayloadPart?.Bytes ?? []).toString());
  expect(parts).toHaveLength(20);
  expect(parts.join('').split(',').map(Number)).toEqual(EXPECTED.map((value) => expect.closeTo(value, 5) as number));
});

test('an endpoint or variant that is not there', async () => {
  const { url } = await startRuntime();
  const unknown = await ask(url, { EndpointName: 'dev-other' }).catch((thrown: unknown) => thrown);
  expect(unknown).toBeInstanceOf(ValidationError);
  expect(unknown).toMatchObject({
    message: 'Endpoint dev-other of account 123456789012 not found.',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(ask(url, { TargetVariant: 'other' })).rejects.toThrow('Variant other does not exist.');
  await expect(ask(url, { TargetVariant: 'primary' })).resolves.toMatchObject({ InvokedProductionVariant: 'primary' });
});

test('what has no signature, and what it does not know', async () => {
  const { url } = await startRuntime();
  const unsigned = await fetch(new URL('/endpoints/dev-diabetes/invocations', url), { method: 'POST' });
  expect([unsigned.status, unsigned.headers.get('x-amzn-errortype')]).toEqual([
    403,
    'MissingAuthenticationTokenException',
  ]);
  const other = await fetch(new URL('/endpoints/dev-diabetes/async-invocations', url), { method: 'POST' });
  expect([other.status, await other.json()]).toEqual([
    404,
    { Message: expect.stringContaining('does not implement POST /endpoints/dev-diabetes/async-invocations') },
  ]);
});

test('a body above 25 MB is refused', async () => {
  const { url } = await startRuntime();
  const headers = { authorization: 'AWS4-HMAC-SHA256 x' };
  const body = Buffer.alloc(25 * 1024 * 1024 + 1);
  const answer = await fetch(new URL('/endpoints/dev-diabetes/invocations', url), {
    method: 'POST',
    headers,
    body,
  }).catch(() => undefined);
  if (answer !== undefined)
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { Message: 'HTTP content length exceeded 26214400 bytes.' },
    ]);
  await expect(ask(url)).resolves.toBeDefined();
});

test('what the container is told, and tells', async () => {
  let received: Record<string, string> = {};
  const container = containerOf(({ headers }) => {
    received = headers;
    return { customAttributes: 'answered' };
  });
  const { url } = await startRuntime({ container });
  const output = await ask(url, {
    Accept: 'text/plain',
    CustomAttributes: 'trace=1',
    InferenceId: 'id-1',
    TargetModel: 'a.tar.gz',
  });
  expect(output.CustomAttributes).toBe('answered');
  expect(received).toEqual({
    'content-type': 'text/csv',
    accept: 'text/plain',
    'x-amzn-sagemaker-custom-attributes': 'trace=1',
    'x-amzn-sagemaker-inference-id': 'id-1',
    'x-amzn-sagemaker-target-model': 'a.tar.gz',
  });
  await plain(url).send(new InvokeEndpointWithResponseStreamCommand(input({ Accept: 'text/html' })));
  expect(received.accept).toBe('text/html');
});

test('a container that takes too long is a ModelError without a status', async () => {
  const container = containerOf(
    (_, signal) => new Promise((__, fail) => signal.addEventListener('abort', () => fail(new Error('aborted')))),
  );
  const { url } = await startRuntime({ container, containerTimeoutMs: 50 });
  await expect(ask(url)).rejects.toMatchObject({
    name: 'ModelError',
    OriginalStatusCode: 0,
    OriginalMessage: expect.stringContaining('timed out'),
  });
});

test('a stream that breaks is a modelled error within it', async () => {
  async function* breaking() {
    yield* pieces('begun');
    throw new Error('out of memory');
  }
  const { url } = await startRuntime({ container: containerOf(() => ({ body: breaking() })) });
  const { Body } = await plain(url).send(new InvokeEndpointWithResponseStreamCommand(input()));
  const read = async () => {
    const got: string[] = [];
    for await (const event of Body ?? []) got.push(Buffer.from(event.PayloadPart?.Bytes ?? []).toString());
    return got;
  };
  await expect(read()).rejects.toMatchObject({
    name: 'ModelStreamError',
    message: expect.stringContaining('out of memory'),
  });
});

test.each([
  ['ServiceUnavailable', ServiceUnavailable, 503],
  ['ModelNotReadyException', ModelNotReadyException, 429],
] as const)('%s, on order', async (name, type, status) => {
  const { url } = await startRuntime({ faults: { errors: { [name]: 1 } } });
  const error = await ask(url).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ $metadata: { httpStatusCode: status } });
});
