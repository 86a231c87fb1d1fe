import type { SageMakerRuntimeClientConfig } from '@aws-sdk/client-sagemaker-runtime';
import type { RetryMode } from './call/retry-policy';
import type { ClientHooks } from './hooks';
import type { Resolve } from './network/resolve';
import type { PrivateLinkZones } from './network/zones';

/** How a service calls models. */
export interface RuntimeClientOptions extends ClientHooks {
  /** The region of the endpoint. @default - the SDK's chain: AWS_REGION, then the profile */
  readonly region?: string | undefined;
  /** The profile of the shared AWS configuration. @default - the SDK's chain: AWS_PROFILE, then `default` */
  readonly profile?: string | undefined;
  /**
   * A URL to call in place of the Runtime's own: a name of the PrivateLink endpoint, or a local runtime.
   *
   * @default - the SDK's chain: AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME, AWS_ENDPOINT_URL, the profile; then the region's
   *   SageMaker Runtime
   */
  readonly endpointUrl?: string | undefined;
  /**
   * The zones of the PrivateLink endpoint by zone ID, as in `client_config`: calls stay in the client's own zone while it
   * is well.
   *
   * @default - not known: every address behind the name is called in turn
   */
  readonly zones?: PrivateLinkZones | undefined;
  /**
   * The zone that the client runs in: an ID (`use1-az4`) or a name (`us-east-1a`).
   *
   * @default - SAGEMAKER_CLIENT_ZONE, then what EC2, ECS or Lambda says; asked only where `zones` is given
   */
  readonly zone?: string | undefined;
  /** Which part of `concurrency` may be used in other zones, above 0 and up to 1. @default 1 */
  readonly otherZonesShare?: number | undefined;
  /** How many calls run at the same time, and so how many connections there are. @default 16 */
  readonly concurrency?: number | undefined;
  /** How many more calls may wait; one more fails with QueueFullError. @default 1000 */
  readonly maxQueue?: number | undefined;
  /**
   * The deadline of a call with all of its attempts, in milliseconds; for a stream, until its headers. A call that misses
   * it fails with DeadlineError. Where the pause before a retry would miss it, the call fails at once with the error of
   * its last attempt.
   *
   * @default 60000 - the Runtime's own limit
   */
  readonly timeoutMs?: number | undefined;
  /** The deadline of a stream, from the call to its end, in milliseconds. @default 480000 - the Runtime's own limit */
  readonly streamTimeoutMs?: number | undefined;
  /** How many times a failed call is retried, within its deadline. @default 2 */
  readonly retries?: number | undefined;
  /**
   * What may be retried: `unsent`, only what cannot have been executed; `idempotent`, also what may have been.
   *
   * @default 'unsent'
   */
  readonly retry?: RetryMode | undefined;
  /** The certificate authorities to trust, in PEM. @default - those that Node trusts */
  readonly ca?: string | undefined;
  /** What calls are signed with. @default - the SDK's credential chain */
  readonly credentials?: SageMakerRuntimeClientConfig['credentials'];
  /** How names are resolved. @default - by the system's resolver and by a DNS query */
  readonly resolve?: Resolve | undefined;
}

export const CLIENT_DEFAULTS = {
  otherZonesShare: 1,
  concurrency: 16,
  maxQueue: 1_000,
  timeoutMs: 60_000,
  streamTimeoutMs: 480_000,
  retries: 2,
  retry: 'unsent' as RetryMode,
};

/** The longest that Node's timers can wait, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

const isTime = (value: number): boolean => value > 0 && value <= LONGEST_MS;
const TIME_RANGE = `a number of milliseconds above 0 and up to ${LONGEST_MS}`;

/** @throws RangeError unless it is a time that can be waited for */
export function checkRequestTimeout(value: number | undefined): void {
  if (value === undefined || isTime(value)) return;
  throw new RangeError(`requestTimeout is ${value}: it must be ${TIME_RANGE}`);
}

/** @throws RangeError that names the option, its value and what it may be */
export function checkOptions(options: RuntimeClientOptions): void {
  const check = (name: keyof RuntimeClientOptions, isValid: (value: number) => boolean, range: string): void => {
    const value = options[name];
    if (value === undefined || (typeof value === 'number' && isValid(value))) return;
    throw new RangeError(`${name} is ${JSON.stringify(value)}: it must be ${range}`);
  };
  const isCount = (least: number) => (value: number) => Number.isSafeInteger(value) && value >= least;
  check('concurrency', isCount(1), 'a whole number, at least 1');
  check('maxQueue', isCount(0), 'a whole number, at least 0');
  check('retries', isCount(0), 'a whole number, at least 0');
  check('timeoutMs', isTime, TIME_RANGE);
  check('streamTimeoutMs', isTime, TIME_RANGE);
  check('otherZonesShare', (value) => value > 0 && value <= 1, 'above 0 and up to 1');
  const { retry } = options;
  if (retry !== undefined && !['unsent', 'idempotent'].includes(retry)) {
    throw new RangeError(`retry is ${String(retry)}: it must be 'unsent' or 'idempotent'`);
  }
}
