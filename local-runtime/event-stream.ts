import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { RuntimeFault } from './fault';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

const text = (value: string) => ({ type: 'string' as const, value });

/** A part of a streamed answer, as an event of `application/vnd.amazon.eventstream`. */
export const payloadPart = (body: Uint8Array): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('event'),
      ':event-type': text('PayloadPart'),
      ':content-type': text('application/octet-stream'),
    },
    body,
  });

/** An error after the answer has begun. */
export const streamException = (fault: RuntimeFault): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': text('exception'),
      ':exception-type': text(fault.code),
      ':content-type': text('application/json'),
    },
    body: fromUtf8(fault.toJson()),
  });
