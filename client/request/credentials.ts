import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

type Provider = SageMakerRuntimeClient['config']['credentials'];
type Credentials = Awaited<ReturnType<Provider>>;

/** New ones are asked for when the old ones are valid for less than this, in milliseconds. The SDK's own limit is 5 min. */
const AHEAD_MS = 600_000;
/** Ones that are short-lived are renewed after this part of their life. */
const PART_OF_LIFE = 0.5;
/** After a failure they are asked for again, but not more often than this, in milliseconds. */
const RETRY_MS = 5_000;

/**
 * The credentials of the SDK's chain, renewed ahead of time: no call waits for that while the old ones are valid, and a
 * provider that fails for a while is no trouble before they have expired.
 */
export class CredentialsCache {
  private current: Credentials | undefined;
  private renewAt = -Infinity;
  private renewing: Promise<Credentials> | undefined;

  constructor(private readonly provider: Provider) {}

  /**
   * The credentials, without a promise where they are known: this is asked on every call.
   *
   * @throws what the provider says, if there are none that are valid
   */
  get(): Credentials | Promise<Credentials> {
    const { current } = this;
    if (current === undefined) return this.renew();
    const now = Date.now();
    if (current.expiration !== undefined && current.expiration.getTime() <= now) return this.renew();
    // A failure is tried again in time; there is nobody to tell it to before the credentials have expired.
    if (now >= this.renewAt) this.renew().catch(() => undefined);
    return current;
  }

  private renew(): Promise<Credentials> {
    this.renewAt = Date.now() + RETRY_MS;
    return (this.renewing ??= this.ask().finally(() => (this.renewing = undefined)));
  }

  private async ask(): Promise<Credentials> {
    // The SDK keeps what is valid for 5 min: without force, what is asked for ahead of that would be the same.
    const credentials = await this.provider(this.current === undefined ? {} : { forceRefresh: true });
    this.current = credentials;
    const left = credentials.expiration === undefined ? Infinity : credentials.expiration.getTime() - Date.now();
    this.renewAt = Date.now() + Math.max(left - AHEAD_MS, left * PART_OF_LIFE);
    return credentials;
  }
}
