import type { InvokeEndpointCommandInput } from '@aws-sdk/client-sagemaker-runtime';
import type { PrivateLinkZones, RetryMode, RuntimeClientOptions } from '../../client';

/** The command line of `invoke`. */
export interface InvokeOptions {
  /** The name of the endpoint. */
  readonly endpoint: string;
  /** The file with the body, or `-` for standard input. @default - `data` */
  readonly body?: string;
  /** The body itself. @default - `body` */
  readonly data?: string;
  /** The media type of the body. */
  readonly contentType: string;
  /** The media type of the response. @default - the container's choice */
  readonly accept?: string;
  /** The production variant to call. @default - SageMaker's choice, by weight */
  readonly targetVariant?: string;
  /** The model of a multi-model endpoint. @default - none */
  readonly targetModel?: string;
  /** The host name of a container of a multi-container endpoint. @default - none */
  readonly targetContainer?: string;
  /** An ID that data capture stores with the call. @default - none */
  readonly inferenceId?: string;
  /** Text that SageMaker passes on to the container. @default - none */
  readonly customAttributes?: string;
  /** Streams the response. @default - one response, buffered */
  readonly stream?: true;
  /** The region of the endpoint. @default - AWS_REGION, then the profile */
  readonly region?: string;
  /** The profile of the shared AWS configuration. @default - AWS_PROFILE, then `default` */
  readonly profile?: string;
  /** A URL to call in place of the Runtime's own. Excludes `host`. @default - the region's SageMaker Runtime */
  readonly endpointUrl?: string;
  /** The file with the endpoint's output `client_config`. Excludes `host`. @default - zones are not known */
  readonly clientConfig?: string;
  /** The zones of the PrivateLink endpoint, by zone ID. @default - those of `clientConfig` */
  readonly zones?: PrivateLinkZones;
  /** Hosts to measure side by side. Empty: the one that is called anyway. */
  readonly host: readonly string[];
  /** The deadline of a call with all of its attempts, in milliseconds. */
  readonly timeout: number;
  /** How many times a failed call is retried, within its deadline. */
  readonly retries: number;
  /** What may be retried: only what cannot have been executed, or also what may have been. */
  readonly retry: RetryMode;
  /** How many calls are measured. @default - one, unmeasured; 1000 if a measurement has no `duration` either */
  readonly count?: number;
  /** How many calls run at the same time. @default - 1; with `rate` 64, the most that may be in flight */
  readonly concurrency?: number;
  /** How long to measure, in seconds. @default - until `count` calls are made */
  readonly duration?: number;
  /**
   * Calls before the first that counts, over all hosts.
   *
   * @default - 2 for each connection, then for 2 s in all: at most 4000, and at most 4 for each call of `count`
   */
  readonly warmup?: number;
  /** Calls per second, sent on schedule however long responses take. @default - each call follows another's end */
  readonly rate?: number;
  /** The zone that this machine is in, by ID or name. @default - SAGEMAKER_CLIENT_ZONE, then what the platform says */
  readonly zone?: string;
  /** Writes the report as JSON to stdout, in place of the response. @default - the response */
  readonly json?: true;
  /** The file for the report as an HTML page. @default - none */
  readonly report?: string;
}

/** Whether calls are to be measured, not just one made. */
export const isMeasurement = ({ count, duration, rate, json, report, host }: InvokeOptions): boolean =>
  (count ?? 1) > 1 ||
  duration !== undefined ||
  rate !== undefined ||
  json === true ||
  report !== undefined ||
  host.length > 0;

export const invokeEndpointInput = (options: InvokeOptions, body: Uint8Array): InvokeEndpointCommandInput => ({
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

/** With a rate, late responses mean more calls in flight: none of them should have to wait for a connection. */
export const OPEN_LOOP_CONNECTIONS = 64;

export const concurrencyOf = ({ concurrency, rate }: InvokeOptions): number =>
  concurrency ?? (rate === undefined ? 1 : OPEN_LOOP_CONNECTIONS);

/** The options of the client. */
export const clientOptions = (options: InvokeOptions): RuntimeClientOptions => ({
  region: options.region,
  profile: options.profile,
  endpointUrl: options.endpointUrl,
  timeoutMs: options.timeout,
  retries: options.retries,
  retry: options.retry,
  zones: options.zones,
  zone: options.zones && options.zone,
  concurrency: concurrencyOf(options),
});
