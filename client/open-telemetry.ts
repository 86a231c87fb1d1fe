import type { CallReport, ClientHooks, ZoneEvent } from './hooks';
import type { ClientZone } from './zone/client-zone';

// What is used of OpenTelemetry's API, by its shape: nothing of this package needs it.
type Attributes = Record<string, string | number | boolean>;
interface InstrumentOptions {
  readonly description: string;
  readonly unit: string;
  readonly advice?: { readonly explicitBucketBoundaries: number[] };
}
interface Meter {
  createHistogram(name: string, options: InstrumentOptions): { record(value: number, attributes: Attributes): void };
  createCounter(name: string, options: InstrumentOptions): { add(value: number, attributes: Attributes): void };
}
interface Tracer {
  startSpan(
    name: string,
    options: { readonly kind: number; readonly startTime: number; readonly attributes: Attributes },
  ): { setStatus(status: { readonly code: number }): unknown; end(endTime: number): void };
}

export interface OpenTelemetryOptions {
  /** What makes the instruments: `metrics.getMeter('my-service')`. */
  readonly meter: Meter;
  /** What makes a span of each call: `trace.getTracer('my-service')`. @default - no spans are made */
  readonly tracer?: Tracer | undefined;
}

/** Hooks of a client, both of which are there. */
export type OpenTelemetryHooks = { readonly [Hook in keyof ClientHooks]-?: NonNullable<ClientHooks[Hook]> };

const SPAN_KIND_CLIENT = 2;
const STATUS_ERROR = 2;
/** The conventions' own, and two below them: within a zone many a model answers in a few milliseconds. */
const BOUNDARIES_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * Hooks that report to OpenTelemetry, under the names of its semantic conventions where they have any: a histogram of
 * the calls, counters of retries, ejections and restorations, and a span of each call.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/
 * @see https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/
 */
export function openTelemetryHooks({ meter, tracer }: OpenTelemetryOptions): OpenTelemetryHooks {
  const duration = meter.createHistogram('rpc.client.call.duration', {
    description: 'How long calls take, with all of their attempts; of a stream, until its headers.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES_S },
  });
  const counter = (name: string, unit: string, description: string): ReturnType<Meter['createCounter']> =>
    meter.createCounter(`sagemaker.client.${name}`, { unit, description });
  const retries = counter('retries', '{retry}', 'How many times calls were retried.');
  const zoneEvents = {
    ejected: counter('ejections', '{ejection}', 'How many times an address was ejected.'),
    restored: counter('restorations', '{restoration}', 'How many times an ejected address was restored.'),
  };
  return {
    onCall: (report) => {
      const call = callAttributes(report);
      const result = { ...call, ...zoneAttributes(report.zone), ...errorAttributes(report.error) };
      duration.record(report.totalMs / 1_000, result);
      if (report.attempts > 1) retries.add(report.attempts - 1, call);
      if (tracer !== undefined) recordSpan(tracer, report, result);
    },
    onZone: (event) => zoneEvents[event.kind].add(1, eventAttributes(event)),
  };
}

/** Afterwards, with its times: the caller's span is still the current one, and so its parent. */
function recordSpan(tracer: Tracer, report: CallReport, result: Attributes): void {
  const endTime = Date.now();
  const span = tracer.startSpan(`SageMakerRuntime.${report.operation}`, {
    kind: SPAN_KIND_CLIENT,
    startTime: endTime - report.totalMs,
    attributes: {
      ...result,
      ...(report.address !== undefined && { 'network.peer.address': report.address }),
      'sagemaker.client.attempts': report.attempts,
      'sagemaker.client.connection.cold': report.cold,
      'sagemaker.client.connection.wait': report.connectionMs / 1_000,
      ...(report.firstByteMs !== undefined && { 'sagemaker.client.first_byte': report.firstByteMs / 1_000 }),
    },
  });
  // Without the error's message: it may have words of the model's answer.
  if (report.error !== undefined) span.setStatus({ code: STATUS_ERROR });
  span.end(endTime);
}

function callAttributes({ operation, host, endpointName }: CallReport): Attributes {
  const [, name = host, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(host) ?? [];
  return {
    'rpc.system.name': 'aws-api',
    'rpc.method': `SageMakerRuntime/${operation}`,
    'server.address': name,
    ...(port !== undefined && { 'server.port': Number(port) }),
    ...(endpointName !== undefined && { 'aws.sagemaker.endpoint.name': endpointName }),
  };
}

/** The zone that was called. Its name, as the conventions have it, where that is known. */
function zoneAttributes(zone: ClientZone | undefined): Attributes {
  const value = zone?.name ?? zone?.id;
  return value === undefined ? {} : { 'cloud.availability_zone': value };
}

/** The name of the error: of a kind that AWS answers with, or of one of this package. */
function errorAttributes(error: unknown): Attributes {
  if (error === undefined) return {};
  return { 'error.type': error instanceof Error ? error.name : '_OTHER' };
}

const eventAttributes = ({ address, zone, reason }: ZoneEvent): Attributes => ({
  'network.peer.address': address,
  ...zoneAttributes(zone),
  ...(reason !== undefined && { 'sagemaker.client.ejection.reason': reason }),
});
