import type { InvokeEndpointCommandOutput } from '@aws-sdk/client-sagemaker-runtime';
import type { CallConnection, CallMetadata } from '../../client';
import type { CallResult } from './call';

/**
 * Makes one call whose response is not streamed, and passes on its bytes.
 *
 * @param send - sends it, and waits for the whole response
 */
export async function bufferedCall(
  send: () => Promise<InvokeEndpointCommandOutput>,
  onBytes: (bytes: Uint8Array) => void,
): Promise<CallResult> {
  const start = performance.now();
  const output = await send();
  const latencyMs = performance.now() - start;
  const body = output.Body ?? new Uint8Array();
  onBytes(body);
  return {
    bytes: body.length,
    latencyMs,
    variant: output.InvokedProductionVariant,
    contentType: output.ContentType,
    ...metadataOf(output),
  };
}

/** What our clients add to a response. */
export function metadataOf(output: { $metadata: object }): {
  attempts: number;
  connection: CallConnection | undefined;
} {
  const { attempts = 1, connection } = output.$metadata as CallMetadata;
  return { attempts, connection };
}
