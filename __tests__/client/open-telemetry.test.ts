import { AsyncLocalStorage } from 'node:async_hooks';
import { InvokeEndpointCommand, InvokeEndpointWithResponseStreamCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { CallReport } from '../../client';
import { openTelemetryHooks } from '../../client/open-telemetry';
import { FaultInjector } from '../../local-runtime/fault-injector';
import { closeAll, containerOf, echo, openClient, pieces, startRuntime } from '../support/runtime';

afterEach(closeAll);

type Attributes = Record<string, unknown>;

/** A meter that keeps what it is given. */
class FakeMeter {
  readonly instruments: Record<string, unknown> = {};
  readonly measurements: { name: string; value: number; attributes: Attributes }[] = [];
  createHistogram = (name: string, options: unknown) => ({ record: this.measuring(name, options) });
  createCounter = (name: string, options: unknown) => ({ add: this.measuring(name, options) });

  private measuring(name: string, options: unknown) {
    this.instruments[name] = options;
    return (value: number, attributes: Attributes): void => void this.measurements.push({ name, value, attributes });
  }
}

interface FakeSpan {
  readonly name: string;
  readonly kind: number;
  readonly startTime: number;
  readonly attributes: Attributes;
  readonly parent: string | undefined;
  status?: { readonly code: number };
  endTime?: number;
}

/** A tracer that keeps its spans. A span's parent is the current one, as in OpenTelemetry. */
class FakeTracer {
  readonly current = new AsyncLocalStorage<string>();
  readonly spans: FakeSpan[] = [];
  startSpan(name: string, options: Pick<FakeSpan, 'kind' | 'startTime' | 'attributes'>) {
    const span: FakeSpan = { name, ...options, parent: this.current.getStore() };
    this.spans.push(span);
    return {
      setStatus: (status: { readonly code: number }) => (span.status = status),
      end: (endTime: number) => (span.endTime = endTime),
    };
  }
}

const INPUT = { EndpointName: 'dev-diabetes', ContentType: 'text/plain', Body: 'hello' };

async function observedClient(options: Parameters<typeof startRuntime>[0]) {
  const [meter, tracer] = [new FakeMeter(), new FakeTracer()];
  const { url } = await startRuntime({ container: echo, ...options });
  const { client } = await openClient(url, openTelemetryHooks({ meter, tracer }));
  const call = {
    'rpc.system.name': 'aws-api',
    'rpc.method': 'SageMakerRuntime/InvokeEndpoint',
    'server.address': '127.0.0.1',
    'server.port': Number(url.port),
    'aws.sagemaker.endpoint.name': 'dev-diabetes',
  };
  return { meter, tracer, client, call };
}

test('the instruments have the names, units and boundaries of the conventions', () => {
  const meter = new FakeMeter();
  openTelemetryHooks({ meter });
  expect(meter.instruments).toEqual({
    'rpc.client.call.duration': {
      description: 'How long calls take, with all of their attempts; of a stream, until its headers.',
      unit: 's',
      advice: {
        explicitBucketBoundaries: [
          0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
        ],
      },
    },
    'sagemaker.client.retries': { description: 'How many times calls were retried.', unit: '{retry}' },
    'sagemaker.client.ejections': { description: 'How many times an address was ejected.', unit: '{ejection}' },
    'sagemaker.client.restorations': {
      description: 'How many times an ejected address was restored.',
      unit: '{restoration}',
    },
  });
});

test('a call is measured, and is a span below its caller’s', async () => {
  const { meter, tracer, client, call } = await observedClient({});
  const before = Date.now();
  await tracer.current.run('the request', () => client.send(new InvokeEndpointCommand(INPUT)));
  const [measurement] = meter.measurements;
  expect(meter.measurements).toEqual([
    { name: 'rpc.client.call.duration', value: expect.any(Number), attributes: call },
  ]);
  const [span] = tracer.spans as [FakeSpan];
  expect(tracer.spans).toEqual([
    {
      name: 'SageMakerRuntime.InvokeEndpoint',
      kind: 2,
      parent: 'the request',
      attributes: {
        ...call,
        'network.peer.address': '127.0.0.1',
        'sagemaker.client.attempts': 1,
        'sagemaker.client.connection.cold': true,
        'sagemaker.client.connection.wait': expect.any(Number),
        'sagemaker.client.first_byte': expect.any(Number),
      },
      startTime: expect.any(Number),
      endTime: expect.any(Number),
    },
  ]);
  expect(span.startTime).toBeGreaterThanOrEqual(before - 2);
  expect((span.endTime as number) - span.startTime).toBeCloseTo((measurement?.value as number) * 1_000, 1);
});

test('a stream is measured until its headers', async () => {
  const { meter, tracer, client, call } = await observedClient({});
  await client.send(new InvokeEndpointWithResponseStreamCommand(INPUT));
  expect(tracer.spans[0]?.name).toBe('SageMakerRuntime.InvokeEndpointWithResponseStream');
  expect(meter.measurements[0]?.attributes).toEqual({
    ...call,
    'rpc.method': 'SageMakerRuntime/InvokeEndpointWithResponseStream',
  });
});

test('retries are counted', async () => {
  let left = 2;
  const faults = new FaultInjector({ errors: { ServiceUnavailable: 0.5 } }, () => (left-- > 0 ? 0 : 0.99));
  const { meter, tracer, client, call } = await observedClient({ faults });
  await client.send(new InvokeEndpointCommand(INPUT));
  expect(meter.measurements).toContainEqual({ name: 'sagemaker.client.retries', value: 2, attributes: call });
  expect(tracer.spans[0]?.attributes).toMatchObject({ 'sagemaker.client.attempts': 3 });
});

test('a failed call has the kind of its error, and nothing of what the model answered', async () => {
  const container = containerOf(() => ({ status: 500, body: pieces('a secret') }));
  const { meter, tracer, client, call } = await observedClient({ container });
  await expect(client.send(new InvokeEndpointCommand(INPUT))).rejects.toThrow('a secret');
  expect(meter.measurements[0]?.attributes).toEqual({ ...call, 'error.type': 'ModelError' });
  expect(tracer.spans[0]).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'ModelError' } });
  expect(JSON.stringify(tracer.spans)).not.toContain('a secret');
});

const REPORT: CallReport = {
  operation: 'InvokeEndpoint',
  host: 'runtime.sagemaker.us-east-1.amazonaws.com',
  endpointName: undefined,
  attempts: 1,
  cold: false,
  connectionMs: 0,
  dnsMs: 0,
  tcpMs: 0,
  tlsMs: 0,
  totalMs: 5,
};

test.each([
  ['a name', {}, { 'server.address': REPORT.host }],
  ['an IPv6 address', { host: '[fd00::1]:8443' }, { 'server.address': 'fd00::1', 'server.port': 8443 }],
  ['a zone by its name', { zone: { id: 'use1-az4', name: 'us-east-1a' } }, { 'cloud.availability_zone': 'us-east-1a' }],
  ['a zone by its ID', { zone: { id: 'use1-az4' } }, { 'cloud.availability_zone': 'use1-az4' }],
  ['an error that is none', { error: 'a text' }, { 'error.type': '_OTHER' }],
])('attributes: %s', (_, changes, attributes) => {
  const meter = new FakeMeter();
  openTelemetryHooks({ meter }).onCall({ ...REPORT, ...changes });
  expect(meter.measurements).toEqual([
    {
      name: 'rpc.client.call.duration',
      value: 0.005,
      attributes: {
        'rpc.system.name': 'aws-api',
        'rpc.method': 'SageMakerRuntime/InvokeEndpoint',
        'server.address': REPORT.host,
        ...attributes,
      },
    },
  ]);
});

test('ejections and restorations are counted by address and zone', () => {
  const meter = new FakeMeter();
  const { onZone } = openTelemetryHooks({ meter });
  const at = { address: '10.0.1.5', zone: { id: 'use1-az4', name: 'us-east-1a' } };
  onZone({ kind: 'ejected', reason: 'unreachable', ...at });
  onZone({ kind: 'restored', ...at });
  const attributes = { 'network.peer.address': '10.0.1.5', 'cloud.availability_zone': 'us-east-1a' };
  expect(meter.measurements).toEqual([
    {
      name: 'sagemaker.client.ejections',
      value: 1,
      attributes: { ...attributes, 'sagemaker.client.ejection.reason': 'unreachable' },
    },
    { name: 'sagemaker.client.restorations', value: 1, attributes },
  ]);
});
