import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  InvokeEndpointWithResponseStreamCommand,
  type ResponseStream,
} from '@aws-sdk/client-sagemaker-runtime';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { CallConnection, CallMetadata } from '../../client';

/** What is called, and with what. */
export interface Call {
  readonly input: InvokeEndpointCommandInput;
  /** Whether the answer is streamed. */
  readonly stream: boolean;
}

export interface Answer {
  readonly bytes: number;
  readonly latencyMs: number;
  /** Until the first part of a stream. */
  readonly firstByteMs?: number | undefined;
  readonly variant?: string | undefined;
  readonly contentType?: string | undefined;
  readonly attempts: number;
  readonly connection?: CallConnection | undefined;
}

/**
 * Makes one call, and hands on the answer's bytes as they come.
 *
 * @throws what the SDK throws: its modelled errors, and those of the network
 */
export async function makeCall(
  client: SageMakerRuntimeClient,
  call: Call,
  onBytes: (bytes: Uint8Array) => void,
): Promise<Answer> {
  return call.stream ? streamedCall(client, call, onBytes) : wholeCall(client, call, onBytes);
}

async function wholeCall(
  client: SageMakerRuntimeClient,
  { input }: Call,
  onBytes: (bytes: Uint8Array) => void,
): Promise<Answer> {
  const start = performance.now();
  const output = await client.send(new InvokeEndpointCommand(input));
  const latencyMs = performance.now() - start;
  const body = output.Body ?? new Uint8Array();
  onBytes(body);
  return {
    bytes: body.length,
    latencyMs,
    variant: output.InvokedProductionVariant,
    contentType: output.ContentType,
    ...told(output.$metadata),
  };
}

async function streamedCall(
  client: SageMakerRuntimeClient,
  { input }: Call,
  onBytes: (bytes: Uint8Array) => void,
): Promise<Answer> {
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
    ...told(output.$metadata),
  };
}

/** A part of the answer; an error that came within the stream is thrown. */
function partOf(event: ResponseStream): Uint8Array {
  const failure = event.ModelStreamError ?? event.InternalStreamFailure;
  if (failure !== undefined) throw failure;
  return event.PayloadPart?.Bytes ?? new Uint8Array();
}

function told(metadata: object): { attempts: number; connection: CallConnection | undefined } {
  const { attempts = 1, connection } = metadata as CallMetadata;
  return { attempts, connection };
}
