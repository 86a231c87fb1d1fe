import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { DEFAULTS, addressOf, type RuntimeClientOptions, sdkClient } from './options';
import { RETRY_PLACE, retryWithinDeadline } from './retry';

/** A client for one call from a process that then ends. */
export interface SingleCallClient {
  readonly client: SageMakerRuntimeClient;
  readonly host: string;
}

/**
 * The SDK's client with its own transport, and this project's tries and deadline. A pool and what it is made of take
 * longer to load than one call takes.
 *
 * @throws Error where no region can be found
 */
export async function createSingleCallClient(options: RuntimeClientOptions): Promise<SingleCallClient> {
  const { timeoutMs = DEFAULTS.timeoutMs, retries = DEFAULTS.retries } = options;
  const client = sdkClient(options);
  client.middlewareStack.add(retryWithinDeadline({ retries, timeoutMs }), RETRY_PLACE);
  return { client, host: (await addressOf(client)).host };
}
