import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ForwardingContainer } from '../../local-runtime/forwarding-container';
import { closeAll, startRuntime } from '../support/runtime';
import { ask } from './support/sdk-calls';

afterEach(closeAll);

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
