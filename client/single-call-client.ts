import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { CLIENT_DEFAULTS, type RuntimeClientOptions } from './options';
import { replaceSdkRetries } from './retry';
import { createSdkClient, resolveBaseUrl } from './sdk-client';

/** A client for one call by a process that then exits. */
export interface SingleCallClient {
  /** The SDK's own client. */
  readonly client: SageMakerRuntimeClient;
  /** The host that is called, with its port unless it is the default one. */
  readonly host: string;
}

/**
 * Makes the SDK's client with its own transport, and with this project's retries and deadline. Loading a pool, and the
 * library it is made of, takes longer than one call: this file must never import them.
 *
 * @throws Error if no region can be found
 */
export async function createSingleCallClient(
  options: Omit<RuntimeClientOptions, 'concurrency' | 'ca'>,
): Promise<SingleCallClient> {
  const { timeoutMs = CLIENT_DEFAULTS.timeoutMs, retries = CLIENT_DEFAULTS.retries } = options;
  const client = createSdkClient(options);
  replaceSdkRetries(client, { retries, timeoutMs });
  return { client, host: (await resolveBaseUrl(client)).host };
}
