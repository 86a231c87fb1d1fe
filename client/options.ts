import type { SageMakerRuntimeClientConfig } from '@aws-sdk/client-sagemaker-runtime';

/** How a service calls models. */
export interface RuntimeClientOptions {
  /** The region of the endpoint. @default - the SDK's chain: AWS_REGION, then the profile */
  readonly region?: string | undefined;
  /** The profile of the shared AWS configuration. @default - the SDK's chain: AWS_PROFILE, then `default` */
  readonly profile?: string | undefined;
  /**
   * A URL to call in place of the Runtime's own: a zonal name of the PrivateLink endpoint, or a local runtime.
   *
   * @default - the region's SageMaker Runtime
   */
  readonly endpointUrl?: string | undefined;
  /** How many calls run at the same time, and so how many connections there are. @default 16 */
  readonly concurrency?: number | undefined;
  /**
   * The deadline of a call with all of its attempts, in milliseconds. A call that misses it fails with DeadlineError.
   *
   * @default 60000 - the Runtime's own limit
   */
  readonly timeoutMs?: number | undefined;
  /** How many times a failed call is retried, within its deadline. @default 2 */
  readonly retries?: number | undefined;
  /** The certificate authorities to trust, in PEM. @default - those that Node trusts */
  readonly ca?: string | undefined;
  /** What calls are signed with. @default - the SDK's credential chain */
  readonly credentials?: SageMakerRuntimeClientConfig['credentials'];
}

export const CLIENT_DEFAULTS = { concurrency: 16, timeoutMs: 60_000, retries: 2 } as const;
