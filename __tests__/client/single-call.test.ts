import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeEndpointCommand, type InvokeEndpointCommandOutput } from '@aws-sdk/client-sagemaker-runtime';
import type { CallMetadata, RuntimeClientOptions } from '../../client';
import { plainCallOf } from '../../client/plain-call';
import { SingleCall } from '../../client/single-call';
import { FaultInjector, type FaultInjectorOptions } from '../../local-runtime/fault-injector';
import { closeAll, echo, openClient, startRuntime } from '../support/runtime';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await closeAll();
});

const INPUT = { EndpointName: 'dev-diabetes', Body: 'hello', ContentType: 'text/plain', TargetVariant: 'primary' };
const ENV = { HOME: '/nowhere', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_REGION: 'us-east-1' };

type Make = (url: URL | string, options?: RuntimeClientOptions) => Promise<InvokeEndpointCommandOutput>;
const WAYS: Readonly<Record<string, Make>> = {
  'a single call': async (url, options = {}) => {
    const plain = plainCallOf({ endpointUrl: String(url), ...options }, INPUT, ENV);
    if (plain === undefined) throw new Error('it is not plain');
    return (await SingleCall.open(plain)).send();
  },
  'the whole client': async (url, options = {}) =>
    (await openClient(url, options)).client.send(new InvokeEndpointCommand(INPUT)),
};

/** Both ways are held to the same. */
describe.each(Object.entries(WAYS))('%s', (_, make) => {
  /** Goes wrong the first times as ordered, and then never again. */
  const startFailing = (options: FaultInjectorOptions, times = Infinity) => {
    const faults = new FaultInjector(options, () => (times-- > 0 ? 0 : 0.99));
    return startRuntime({ container: echo, faults });
  };
  const failureOf = (url: URL | string, options?: RuntimeClientOptions): Promise<unknown> =>
    make(url, options).then(
      () => undefined,
      (error: unknown) => error,
    );
  const startServer = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  test('gets the answer', async () => {
    const { url } = await startRuntime({ container: echo });
    const { Body, ...output } = await make(url);
    expect(Body?.transformToString()).toBe('hello');
    expect(output).toMatchObject({
      ContentType: 'text/plain',
      InvokedProductionVariant: 'primary',
      $metadata: {
        httpStatusCode: 200,
        requestId: expect.stringMatching(/./),
        attempts: 1,
        connection: { address: '127.0.0.1', hostname: '127.0.0.1', cold: true, number: 1 },
      },
    });
  });

  test.each([
    ['ModelError', { httpStatusCode: 424 }, { OriginalStatusCode: 500 }, true],
    ['ValidationError', { httpStatusCode: 400 }, {}, false],
    ['AccessDeniedException', { httpStatusCode: 403 }, {}, false],
    ['InternalFailure', { httpStatusCode: 500 }, {}, true],
  ])('fails with the SDK’s %s, at the first attempt', async (name, metadata, fields, mayHaveExecuted) => {
    const { url } = await startFailing({ errors: { [name]: 1 } });
    const error = await failureOf(url);
    expect(error).toMatchObject({ name, $metadata: metadata, attempts: 1, mayHaveExecuted, ...fields });
    expect((error as Error).message).toMatch(/./);
  });

  test.each(['ServiceUnavailable', 'ThrottlingException'])('is retried after %s', async (name) => {
    const { url } = await startFailing({ errors: { [name]: 0.5 } }, 1);
    const { Body, $metadata } = await make(url);
    expect([Body?.transformToString(), ($metadata as CallMetadata).attempts]).toEqual(['hello', 2]);
  });

  test('is retried as often as the options say', async () => {
    const { url } = await startFailing({ errors: { ServiceUnavailable: 1 } });
    expect(await failureOf(url, { retries: 1 })).toMatchObject({ name: 'ServiceUnavailable', attempts: 2 });
  });

  test('is not sent twice where it may have been executed', async () => {
    const { url } = await startFailing({ resets: 1 });
    const expected = { name: 'ConnectionLostError', code: 'ECONNRESET', attempts: 1, mayHaveExecuted: true };
    expect(await failureOf(url)).toMatchObject(expected);
  });

  test('fails where the answer breaks off', async () => {
    const url = await startServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-length': 10 }).write('half');
        setTimeout(() => request.socket.destroy(), 20);
      });
    });
    expect(await failureOf(url)).toMatchObject({ name: 'ConnectionLostError', mayHaveExecuted: true });
  });

  test('ends at its deadline', async () => {
    const { url } = await startFailing({ stalls: 1 });
    const expected = { name: 'DeadlineError', message: 'no answer within 100 ms, with all tries', attempts: 1 };
    expect(await failureOf(url, { timeoutMs: 100 })).toMatchObject({ ...expected, mayHaveExecuted: true });
  });

  test('says who refuses connections, and that nothing was sent', async () => {
    const error = await failureOf('http://127.0.0.1:1');
    expect(error).toMatchObject({ name: 'ConnectError', code: 'ECONNREFUSED', attempts: 3, mayHaveExecuted: false });
    expect((error as Error).message).toMatch(/^no connection to 127\.0\.0\.1: 127\.0\.0\.1: connect ECONNREFUSED/);
  });

  test('takes AWS’s clock for its signature when that differs', async () => {
    const dates: string[] = [];
    const hourAhead = new Date(Date.now() + 3_600_000);
    const answer = ({ headers }: IncomingMessage) => {
      dates.push(headers['x-amz-date'] as string);
      return dates.length > 1;
    };
    const url = await startServer((request, response) => {
      const isRight = answer(request);
      request.resume().on('end', () => {
        response.setHeader('date', hourAhead.toUTCString());
        if (isRight) response.writeHead(200, { 'content-type': 'text/plain' }).end('in time');
        else {
          response.setHeader('x-amzn-errortype', 'InvalidSignatureException');
          response.writeHead(403).end('{"message":"Signature not yet current"}');
        }
      });
    });
    const { Body } = await make(url);
    expect(Body?.transformToString()).toBe('in time');
    const [first = '', second = ''] = dates;
    expect(second.slice(0, 11)).toBe(hourAhead.toISOString().replace(/[:-]/g, '').slice(0, 11));
    expect(first.slice(0, 11)).not.toBe(second.slice(0, 11));
  });

  const zonesOf = (...addresses: string[]) =>
    Object.fromEntries(addresses.map((dnsName, i) => [`use1-az${i + 1}`, { name: `us-east-1${'abc'[i]}`, dnsName }]));

  test.each(['use1-az3', 'us-east-1c'])('goes to its own zone: %s', async (zone) => {
    const { url } = await startRuntime({ container: echo }, 0, '0.0.0.0');
    const zones = zonesOf('127.0.0.1', '127.0.0.2', '127.0.0.3');
    const { $metadata } = await make(`http://127.0.0.1:${url.port}`, { zones, zone });
    expect(($metadata as CallMetadata).connection).toMatchObject({ address: '127.0.0.3', zone: { id: 'use1-az3' } });
  });

  test('leaves its own zone where that refuses connections', async () => {
    const { url } = await startRuntime({ container: echo });
    const { $metadata } = await make(url, { zones: zonesOf('127.0.0.1', '127.0.0.2'), zone: 'use1-az2' });
    expect($metadata).toMatchObject({ attempts: 1, connection: { address: '127.0.0.1', zone: { id: 'use1-az1' } } });
  });
});

test('a single call that is given up ends, and so do its connections', async () => {
  const { runtime, url } = await startRuntime({ container: echo, faults: { stalls: 1 } });
  const plain = plainCallOf({ endpointUrl: url.href }, INPUT, ENV);
  if (plain === undefined) throw new Error('it is not plain');
  const single = await SingleCall.open(plain);
  const ended = single.send().catch((error: unknown) => error);
  setTimeout(() => single.destroy(), 50);
  expect(await ended).toMatchObject({ name: 'ClientClosedError' });
  await runtime.close();
});
