import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  InvokeEndpointWithResponseStreamCommand,
  ModelError,
  ModelNotReadyException,
  SageMakerRuntimeClient,
  ServiceUnavailable,
  ValidationError,
} from '@aws-sdk/client-sagemaker-runtime';
import { ForwardingContainer } from '../../local-runtime/forwarding-container';
import {
  closeAll,
  containerOf,
  CREDENTIALS,
  EXPECTED,
  pieces,
  ROWS,
  sampleModel,
  startRuntime,
} from '../support/runtime';

afterEach(closeAll);

/** The SDK's own client as it comes. */
const plain = (url: URL) =>
  new SageMakerRuntimeClient({
    region: 'us-east-1',
    endpoint: url.toString(),
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
const input = (changes: Partial<InvokeEndpointCommandInput> = {}): InvokeEndpointCommandInput => ({
  EndpointName: 'dev-diabetes',
  ContentType: 'text/csv',
  Body: ROWS,
  ...changes,
});
const ask = (url: URL, changes: Partial<InvokeEndpointCommandInput> = {}) =>
  plain(url).send(new InvokeEndpointCommand(input(changes)));

test('the sample model answers as XGBoost does, to five digits', () => {
  ROWS.toString()
    .trim()
    .split('\n')
    .forEach((row, i) => expect(sampleModel.predict(row.split(',').map(Number))).toBeCloseTo(EXPECTED[i] as number, 5));
});

test('a value that is missing goes the way the model has learned', () => {
  const row = ROWS.toString().split('\n')[0]?.split(',').map(Number) ?? [];
  const without = row.map((value, i) => (i === 8 ? NaN : value));
  expect(sampleModel.predict(without)).not.toBe(sampleModel.predict(row));
  expect(Number.isFinite(sampleModel.predict(without))).toBe(true);
});

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

test.each([
  ['a row too short', { Body: '1,2' }, 400, 'row 1 has 2 features, and the model 10'],
  ['no number', { Body: 'a,b' }, 400, 'row 1 has something that is no number'],
  ['nothing', { Body: '' }, 400, 'it has no rows'],
  ['another type', { ContentType: 'application/x-npy' }, 415, 'Content type application/x-npy is not supported'],
  ['another type wanted', { Accept: 'image/png' }, 406, 'Accept type image/png is not supported'],
])('the model refuses %s: a ModelError with the container’s own words', async (_, changes, status, message) => {
  const { url } = await startRuntime();
  const error = await ask(url, changes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ModelError);
  expect(error).toMatchObject({
    $metadata: { httpStatusCode: 424 },
    OriginalStatusCode: status,
    OriginalMessage: expect.stringContaining(message),
    LogStreamArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/dev-diabetes',
  });
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

describe('in front of a container of one’s own', () => {
  let server: Server;
  let container: URL;
  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/ping') return void response.end();
      response
        .setHeader('content-type', request.headers['content-type'] ?? '')
        .setHeader('x-amzn-sagemaker-custom-attributes', 'own');
      request.pipe(response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    container = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(() => new Promise((done) => server.close(done)));

  test('it forwards', async () => {
    const forwarding = new ForwardingContainer(container);
    await forwarding.ping();
    const { url } = await startRuntime({ container: forwarding });
    const output = await ask(url, { Body: 'hello' });
    expect(Buffer.from(output.Body ?? []).toString()).toBe('hello');
    expect(output.CustomAttributes).toBe('own');
  });

  test('one that is not there is said', async () => {
    await expect(new ForwardingContainer(new URL('http://127.0.0.1:1')).ping()).rejects.toThrow(
      'the container at http://127.0.0.1:1/ping cannot be reached',
    );
  });
});
