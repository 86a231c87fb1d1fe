import type { ResponseStream } from '@aws-sdk/client-sagemaker-runtime';
import type { Readable } from 'node:stream';
import type { PendingCall } from '../call/pending-call';

/** The events of a stream. To stop reading them frees the connection; what ends the call ends them, with its reason. */
export function releasing(
  events: AsyncIterable<ResponseStream>,
  body: Readable,
  call: PendingCall,
): AsyncGenerator<ResponseStream> {
  const reading = read(events, body, call);
  const leave = reading.return.bind(reading);
  // A generator that has not begun does not come to its `finally`, and one that waits comes to it only afterwards.
  reading.return = (value) => {
    body.destroy();
    return leave(value);
  };
  return reading;
}

async function* read(
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
