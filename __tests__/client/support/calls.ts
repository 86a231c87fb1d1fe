import { InvokeEndpointCommand, InvokeEndpointWithResponseStreamCommand } from '@aws-sdk/client-sagemaker-runtime';
import type {
  InvokeEndpointCommandInput,
  InvokeEndpointCommandOutput,
  InvokeEndpointWithResponseStreamCommandOutput,
} from '@aws-sdk/client-sagemaker-runtime';
import type { CallFailure, CallMetadata, RuntimeClient, SendOptions } from '../../../client';

const INPUT = { EndpointName: 'dev-diabetes', ContentType: 'text/plain', Body: 'hello' };

type Answer<T extends { $metadata: object }> = Omit<T, '$metadata'> & { $metadata: T['$metadata'] & CallMetadata };

/** Calls the model. */
export const invoke = (
  { client }: RuntimeClient,
  input: Partial<InvokeEndpointCommandInput> = {},
  options?: SendOptions,
): Promise<Answer<InvokeEndpointCommandOutput>> =>
  client.send(new InvokeEndpointCommand({ ...INPUT, ...input }), options as never);

/** Calls the model, whose answer is a stream. */
export const invokeStream = (
  { client }: RuntimeClient,
  options?: SendOptions,
): Promise<Answer<InvokeEndpointWithResponseStreamCommandOutput>> =>
  client.send(new InvokeEndpointWithResponseStreamCommand(INPUT), options as never);

/** What a call failed with. */
export async function failureOf(call: Promise<unknown>): Promise<Error & CallFailure & { readonly code?: string }> {
  const outcome = await call.then(
    () => new Error('the call did not fail'),
    (error: unknown) => error as Error,
  );
  return outcome as Error & CallFailure;
}

/** How calls went: how often each error came, or none. */
export async function outcomesOf(calls: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(calls);
  const counts: Record<string, number> = {};
  for (const outcome of settled) {
    const name = outcome.status === 'fulfilled' ? 'succeeded' : (outcome.reason as Error).name;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
