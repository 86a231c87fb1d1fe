import type { InvokeEndpointCommandInput } from '@aws-sdk/client-sagemaker-runtime';
import type { RuntimeClientOptions } from '../../client';

/** What the command line of `invoke` says. */
export interface InvokeOptions {
  readonly endpoint: string;
  readonly body?: string;
  readonly data?: string;
  readonly contentType: string;
  readonly accept?: string;
  readonly targetVariant?: string;
  readonly targetModel?: string;
  readonly targetContainer?: string;
  readonly inferenceId?: string;
  readonly customAttributes?: string;
  readonly stream?: true;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly host: readonly string[];
  readonly timeout: number;
  readonly retries: number;
  readonly count?: number;
  /** @default - 1; with a rate as many as may be under way, 64 */
  readonly concurrency?: number;
  readonly duration?: number;
  readonly warmup?: number;
  readonly rate?: number;
  readonly zone?: string;
  readonly json?: true;
  readonly report?: string;
}

/** Whether latency is asked for, and not only an answer. */
export const isMeasurement = ({ count, duration, rate, json, report, host }: InvokeOptions): boolean =>
  (count ?? 1) > 1 ||
  duration !== undefined ||
  rate !== undefined ||
  json === true ||
  report !== undefined ||
  host.length > 0;

export const callInput = (options: InvokeOptions, body: Uint8Array): InvokeEndpointCommandInput => ({
  EndpointName: options.endpoint,
  Body: body,
  ContentType: options.contentType,
  ...(options.accept !== undefined && { Accept: options.accept }),
  ...(options.targetVariant !== undefined && { TargetVariant: options.targetVariant }),
  ...(options.targetModel !== undefined && { TargetModel: options.targetModel }),
  ...(options.targetContainer !== undefined && { TargetContainerHostname: options.targetContainer }),
  ...(options.inferenceId !== undefined && { InferenceId: options.inferenceId }),
  ...(options.customAttributes !== undefined && { CustomAttributes: options.customAttributes }),
});

/** Of calls that are sent at their times, more are under way when answers are late: none should wait for a connection. */
const OPEN_LOOP_CONNECTIONS = 64;

export const concurrencyOf = ({ concurrency, rate }: InvokeOptions): number =>
  concurrency ?? (rate === undefined ? 1 : OPEN_LOOP_CONNECTIONS);

/** What of it the client must know. */
export const clientOptions = (options: InvokeOptions): RuntimeClientOptions => ({
  region: options.region,
  profile: options.profile,
  endpointUrl: options.endpointUrl,
  timeoutMs: options.timeout,
  retries: options.retries,
  concurrency: concurrencyOf(options),
});
