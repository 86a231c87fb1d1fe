import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { ServiceException } from './service-exception';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

const text = (value: string) => ({ type: 'string' as const, value });

/** A part of a streamed response, as an event of `application/vnd.amazon.eventstream`. */
export const payloadPart = (body: Uint8Array): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('event'),
      ':event-type': text('PayloadPart'),
      ':content-type': text('application/octet-stream'),
    },
    body,
  });

/** An error after the response has begun. */
export const streamException = (error: ServiceException): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('exception'),
      ':exception-type': text(error.code),
      ':content-type': text('application/json'),
    },
    body: fromUtf8(error.toJson()),
  });
