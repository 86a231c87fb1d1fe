import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  InvokeEndpointWithResponseStreamCommand,
  type ResponseStream,
} from '@aws-sdk/client-sagemaker-runtime';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { CallConnection } from '../../client';
import { bufferedCall, metadataOf } from './buffered-call';

/** A call of an endpoint. */
export interface Call {
  /** The endpoint, the body, and what else the API takes. */
  readonly input: InvokeEndpointCommandInput;
  /** Whether the response is streamed. */
  readonly stream: boolean;
}

/** How a call went that succeeded. */
export interface CallResult {
  /** The size of the response. */
  readonly bytes: number;
  /** Until the whole response was there. */
  readonly latencyMs: number;
  /** Until the first part of a streamed response. */
  readonly firstByteMs?: number | undefined;
  /** The production variant that answered. */
  readonly variant?: string | undefined;
  readonly contentType?: string | undefined;
  /** 1 without a retry. */
  readonly attempts: number;
  readonly connection?: CallConnection | undefined;
}

/**
 * Makes one call, and passes on the response's bytes as they arrive.
 *
 * @throws what the SDK throws: its modelled errors, and those of the network
 */
export async function makeCall(
  client: SageMakerRuntimeClient,
  call: Call,
  onBytes: (bytes: Uint8Array) => void,
): Promise<CallResult> {
  return call.stream
    ? streamedCall(client, call, onBytes)
    : bufferedCall(() => client.send(new InvokeEndpointCommand(call.input)), onBytes);
}

async function streamedCall(
  client: SageMakerRuntimeClient,
  { input }: Call,
  onBytes: (bytes: Uint8Array) => void,
): Promise<CallResult> {
  const start = performance.now();
  const output = await client.send(new InvokeEndpointWithResponseStreamCommand(input));
  let bytes = 0;
  let firstByteMs: number | undefined;
  for await (const event of output.Body ?? []) {
    firstByteMs ??= performance.now() - start;
    const part = partOf(event);
    bytes += part.length;
    onBytes(part);
  }
  const latencyMs = performance.now() - start;
  return {
    bytes,
    latencyMs,
    firstByteMs,
    variant: output.InvokedProductionVariant,
    contentType: output.ContentType,
    ...metadataOf(output),
  };
}

/** The bytes of a part of the response. An error within the stream is thrown. */
function partOf(event: ResponseStream): Uint8Array {
  const failure = event.ModelStreamError ?? event.InternalStreamFailure;
  if (failure !== undefined) throw failure;
  return event.PayloadPart?.Bytes ?? new Uint8Array();
}
