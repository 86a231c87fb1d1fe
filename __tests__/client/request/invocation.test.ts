import { Readable } from 'node:stream';
import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  InvokeEndpointWithResponseStreamCommand,
  type InvokeEndpointWithResponseStreamCommandInput,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import fc from 'fast-check';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvocationFormat } from '../../../client/request/invocation';
import { payloadPart } from '../../../local-runtime/event-stream';
import { closeAll, CREDENTIALS, openClient } from '../../support/runtime';

type Input = ConstructorParameters<typeof InvokeEndpointCommand>[0];
interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** These name the client and the attempt, or how the body is cut; the signature is of them, and has a test of its own. */
const OF_THE_CLIENT = new Set(['user-agent', 'authorization', 'connection', 'transfer-encoding', 'content-length']);
const isOfTheClient = (name: string): boolean =>
  OF_THE_CLIENT.has(name) || /^(amz-sdk-|x-amz-(user-agent|date))/.test(name);

const received: Received[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url: path, headers } = request;
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !isOfTheClient(name)));
    received.push({ method, path, headers: kept, body: Buffer.concat(chunks).toString('hex') });
    response.setHeader('x-amzn-requestid', 'id').setHeader('x-amzn-sagemaker-custom-attributes', 'custom');
    response.setHeader('content-type', 'text/plain');
    response.end(path?.endsWith('-stream') ? payloadPart(Buffer.from('answer')) : 'answer');
  });
});
const handler = new NodeHttpHandler();
let url = '';
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  handler.destroy();
  await closeAll();
  server.close();
});

/** What a call's output comes to, or what it fails with. */
async function outcomeOf(call: Promise<{ $metadata: object; Body?: { transformToString(): string } | undefined }>) {
  try {
    const { $metadata, Body, ...output } = await call;
    const { httpStatusCode, requestId } = $metadata as Record<string, unknown>;
    return { ...output, httpStatusCode, requestId, Body: Body?.transformToString() };
  } catch (error) {
    return { failed: (error as Error).name };
  }
}

/** What comes of an input, and what the server gets, when the SDK alone and when our client calls. */
async function compare(input: () => Input, path = ''): Promise<{ sdk: object; ours: object }> {
  const options = { region: 'us-east-1', credentials: CREDENTIALS };
  const sdk = new SageMakerRuntimeClient({ ...options, endpoint: url + path, requestHandler: handler, maxAttempts: 1 });
  const { client } = await openClient(url + path, { ...options, retries: 0, concurrency: 1 });
  const results = [];
  for (const one of [sdk, client]) {
    received.length = 0;
    const outcome = await outcomeOf(one.send(new InvokeEndpointCommand(input())));
    results.push({ outcome, received: [...received] });
  }
  return { sdk: results[0] as object, ours: results[1] as object };
}

const printable = fc.string({ unit: fc.constantFrom(...'abc XYZ019 /,;=:"{}[]%&+*~'), maxLength: 20 });
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: printable },
  fc.constantFrom('', ' ', ' a', 'a ', 'a  b', null as never),
);
const inputs = fc.record({
  EndpointName: fc.oneof(
    { weight: 3, arbitrary: fc.constant('dev-diabetes') },
    fc.constantFrom('a/b', 'a b', 'ü', '..', 'a%2Fb'),
  ),
  Body: fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.uint8Array({ maxLength: 30 })),
  Accept: value,
  ContentType: value,
  CustomAttributes: value,
  EnableExplanations: value,
  InferenceComponentName: value,
  InferenceId: value,
  PrefixAwareId: value,
  SessionId: value,
  TargetContainerHostname: value,
  TargetModel: value,
  TargetVariant: value,
} satisfies Record<keyof InvokeEndpointCommandInput, unknown>);

test("the server gets what the SDK alone would send, and the caller the SDK's output", async () => {
  await fc.assert(
    fc.asyncProperty(inputs, fc.constantFrom('', '/', '/models', '/a%20b/'), async (input, path) => {
      const { sdk, ours } = await compare(() => input, path);
      expect(ours).toEqual(sdk);
    }),
    { numRuns: 25 },
  );
});

test.each<[string, () => object]>([
  ['an ArrayBuffer', () => ({ Body: new Uint8Array([1, 2, 3]).buffer })],
  ['a DataView', () => ({ Body: new DataView(new Uint8Array([1, 2, 3]).buffer) })],
  ['a view of floats', () => ({ Body: new Float32Array([1, 2]) })],
  ['a part of a buffer', () => ({ Body: Buffer.from('abcdef').subarray(2, 4) })],
  ['a stream', () => ({ Body: Readable.from([Buffer.from('one'), Buffer.from('two')]) })],
  ['no body', () => ({ Body: undefined })],
  ['null', () => ({ Body: null })],
  ['no endpoint name', () => ({ EndpointName: undefined, Body: 'x' })],
  ['a header that is not ASCII', () => ({ Body: Buffer.from('x'), CustomAttributes: 'é' })],
  ['a field that nobody knows', () => ({ Body: 'x', Unknown: 'field' })],
  ['a number where a text should be', () => ({ Body: 'x', InferenceId: 7 })],
])('an input out of the ordinary is sent as the SDK does: %s', async (_, input) => {
  const { sdk, ours } = await compare(() => ({ EndpointName: 'dev-diabetes', ...input() }) as never);
  expect(ours).toEqual(sdk);
});

/** One value for each field, so that a field of the next SDK does not compile here until it has one. */
const STREAMED = {
  EndpointName: 'dev-diabetes',
  Body: 'x',
  Accept: 'text/plain',
  ContentType: 'text/csv',
  CustomAttributes: 'custom',
  InferenceComponentName: 'component',
  InferenceId: 'id',
  PrefixAwareId: 'application',
  SessionId: 'session',
  TargetContainerHostname: 'container',
  TargetVariant: 'variant',
} satisfies Record<keyof InvokeEndpointWithResponseStreamCommandInput, string>;

test('a streaming call has the headers that the SDK alone would send, its own for Accept among them', async () => {
  const options = { region: 'us-east-1', credentials: CREDENTIALS };
  const sdk = new SageMakerRuntimeClient({ ...options, endpoint: url, requestHandler: handler, maxAttempts: 1 });
  const { client } = await openClient(url, { ...options, retries: 0, concurrency: 1 });
  received.length = 0;
  for (const one of [sdk, client]) {
    const { Body } = await one.send(new InvokeEndpointWithResponseStreamCommand(STREAMED));
    for await (const event of Body ?? []) void event;
  }
  const [bySdk, byOurs] = received;
  expect(byOurs).toEqual(bySdk);
  expect(byOurs?.headers).toMatchObject({
    'x-amzn-sagemaker-accept': STREAMED.Accept,
    'x-amzn-sagemaker-prefix-aware-id': STREAMED.PrefixAwareId,
  });
});

test('a field that only a newer SDK knows is left to that SDK', () => {
  const format = new InvocationFormat(new URL('https://runtime.sagemaker.us-east-1.amazonaws.com'));
  const input = { EndpointName: 'dev-diabetes', Body: 'x' };
  expect(format.request(input)).toBeDefined();
  expect(format.request({ ...input, RoutingHint: 'of the next version' } as never)).toBeUndefined();
});
