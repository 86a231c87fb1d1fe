import type { ResponseStream } from '@aws-sdk/client-sagemaker-runtime';
import type { Readable } from 'node:stream';
import type { PendingCall } from '../call/pending-call';

/** The events of a stream. To stop reading them frees the connection; what ends the call ends them, with its reason. */
export async function* releasing(
  events: AsyncIterable<ResponseStream>,
  body: Readable,
  call: PendingCall,
): AsyncGenerator<ResponseStream> {
  try {
    yield* events;
  } catch (error) {
    throw call.reason ?? error;
  } finally {
    body.destroy();
  }
}
