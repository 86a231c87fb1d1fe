import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { ClientClosedError } from '../../../client/call/errors';
import { SocketOpener } from '../../../client/network/open-socket';
import { plainCallOf } from '../../../client/plain-call';
import { SingleCall } from '../../../client/single-call';
import { closeAll, echo, openClient, startRuntime } from '../../support/runtime';

const INPUT = { EndpointName: 'dev-diabetes', Body: 'hello', ContentType: 'text/plain' };
const ENV = { HOME: '/nowhere', AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any', AWS_REGION: 'us-east-1' };
const OWN = '127.0.0.2';
const OTHER = '127.0.0.1';

afterEach(closeAll);
afterEach(() => jest.restoreAllMocks());

/** A server in another zone, while no connection to the own zone ever stands. */
async function withoutOwnZone() {
  const signals: AbortSignal[] = [];
  const open = Reflect.get(SocketOpener.prototype, 'open');
  jest.spyOn(SocketOpener.prototype, 'open').mockImplementation(function (this: SocketOpener, host, signal) {
    if (host !== OWN) return open.call(this, host, signal);
    signals.push(signal);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  });
  const { url } = await startRuntime({ container: echo }, 0, OTHER);
  const zones = {
    'use1-az1': { name: 'us-east-1a', dnsName: OTHER },
    'use1-az2': { name: 'us-east-1b', dnsName: OWN },
  };
  return { signals, options: { endpointUrl: url.href, zones, zone: 'use1-az2' } };
}

const ABANDONED = { aborted: true, reason: expect.any(ClientClosedError) as unknown };

test('a client that is destroyed gives up the connections that do not stand yet', async () => {
  const { signals, options } = await withoutOwnZone();
  const { client, pool } = await openClient(options.endpointUrl, options);
  await client.send(new InvokeEndpointCommand(INPUT));
  expect(signals[0]).toMatchObject({ aborted: false }); // it may serve the next call
  await pool.destroy();
  expect(signals[0]).toMatchObject(ABANDONED);
});

test('a single call gives them up at its end: they would keep the process', async () => {
  const { signals, options } = await withoutOwnZone();
  const plain = plainCallOf(options, INPUT, ENV);
  if (plain === undefined) throw new Error('it is not plain');
  await (await SingleCall.open(plain)).send();
  expect(signals[0]).toMatchObject(ABANDONED);
});
