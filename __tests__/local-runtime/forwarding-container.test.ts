import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ForwardingContainer } from '../../local-runtime/forwarding-container';
import { closeAll, startRuntime } from '../support/runtime';
import { ask } from './support/sdk-calls';

afterEach(closeAll);

describe('in front of a container of one’s own', () => {
  let server: Server;
  let container: URL;
  let metricsStatus = 200;
  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/ping') return void response.end();
      if (request.url === '/metrics') return void response.writeHead(metricsStatus).end('requests_total 1');
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

  test.each([
    [200, 'answers 200: SageMaker collects what is there'],
    [404, "answers 404: SageMaker has no metrics of the container's own, and needs none"],
  ])('its metrics are asked for, and need not be there: %i', async (status, expected) => {
    metricsStatus = status;
    await expect(new ForwardingContainer(container).describeMetrics()).resolves.toBe(
      `${new URL('/metrics', container).href} ${expected}`,
    );
  });

  test('metrics that are never answered are none', async () => {
    await expect(new ForwardingContainer(new URL('http://127.0.0.1:1')).describeMetrics()).resolves.toMatch(
      /^http:\/\/127\.0\.0\.1:1\/metrics answers nothing: /,
    );
  });

  test('one that is not there is said', async () => {
    await expect(new ForwardingContainer(new URL('http://127.0.0.1:1')).ping()).rejects.toThrow(
      'the container at http://127.0.0.1:1/ping cannot be reached',
    );
  });
});
