import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { instanceZone } from '../../../commands/invoke/instance-zone';
import { withCredentials } from '../../support/runtime';

beforeAll(withCredentials);
afterEach(() => jest.restoreAllMocks());

describe('the zone of this machine', () => {
  test('is asked of EC2’s instance metadata, by a token', async () => {
    const server = createServer((request, response) => {
      const token = request.headers['x-aws-ec2-metadata-token'];
      if (request.method === 'PUT') return void response.end('the-token');
      const path = '/latest/meta-data/placement/availability-zone-id';
      response.writeHead(token === 'the-token' && request.url === path ? 200 : 401).end('use1-az4');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal); // as long as it takes
    const kept = { ...process.env };
    Reflect.deleteProperty(process.env, 'AWS_EC2_METADATA_DISABLED');
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await instanceZone()).toBe('use1-az4');
    process.env = kept;
    server.closeAllConnections();
    server.close();
    expect(await instanceZone()).toBeUndefined();
  });
});
