import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PromqlClient } from '../../../../commands/shared/aws/promql';

let status = 200;
const received: { request: IncomingMessage; body: string }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ request, body });
    response.writeHead(status).end('{"status":"success"}');
  });
});
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
beforeEach(() => {
  received.length = 0;
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  delete process.env.AWS_ENDPOINT_URL;
  delete process.env.AWS_ENDPOINT_URL_CLOUDWATCH;
});
afterAll(() => server.close());

const client = () =>
  new PromqlClient('eu-west-1', () =>
    Promise.resolve({ accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 't' }),
  );

test('a query is posted as a form, signed for CloudWatch', async () => {
  status = 200;
  await expect(client().query('count({"a.b"})')).resolves.toEqual({ status: 'success' });
  const [sent] = received;
  expect(sent?.body).toBe('query=count%28%7B%22a.b%22%7D%29');
  expect(sent?.request).toMatchObject({
    method: 'POST',
    url: '/api/v1/query',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-amz-security-token': 't',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-west-1\/monitoring\/aws4_request, /,
      ),
    },
  });
});

test('CloudWatch’s own address goes before that of all services', async () => {
  status = 200;
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH = process.env.AWS_ENDPOINT_URL;
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
  await client().query('up');
  expect(received).toHaveLength(1);
});

test.each([
  [403, 'AccessDenied'],
  [500, 'HTTP 500'],
])('a response of %i fails by the name %s', async (code, name) => {
  status = code;
  await expect(client().query('up')).rejects.toMatchObject({ name });
});

test('what cannot be reached fails with the code of the network', async () => {
  const closed = createServer();
  await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((done) => closed.close(done));
  await expect(client().query('up')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
