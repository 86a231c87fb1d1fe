import { request as requestHttp } from 'node:http';
import type { PendingCall } from '../call/pending-call';
import type { Address } from './address';
import type { ConnectionTimings } from './connection-timings';
import { type BufferedResponse, lostConnection, type WireRequest } from './exchange';
import type { OpenedSocket } from './open-socket';

/** An open connection for one exchange. */
export interface SingleConnection {
  readonly address: Address;
  readonly opened: OpenedSocket;
  readonly timings: ConnectionTimings;
}

/**
 * Sends a request over a connection that has no other, and waits for the whole body. By `node:http`, which loads in a
 * fraction of the time that undici takes.
 *
 * @throws ConnectionLostError; the reason of the call if it ends first
 */
export function exchangeOnce(
  connection: SingleConnection,
  { body, ...request }: WireRequest,
  call: PendingCall,
): Promise<BufferedResponse> {
  return new Promise((resolve, reject) => {
    const { socket } = connection.opened;
    const sentAt = performance.now();
    const fail = (error: Error): void => {
      call.stage = undefined;
      reject(call.reason ?? lostConnection(error, connection, true));
    };
    call.stage = (reason) => socket.destroy(reason);
    const sent = requestHttp({ ...request, createConnection: () => socket }, (response) => {
      const firstByteMs = performance.now() - sentAt;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', fail);
      response.once('end', () => {
        call.stage = undefined;
        const { statusCode = 0, headers } = response;
        resolve({ statusCode, headers: headers as Record<string, string>, body: Buffer.concat(chunks), firstByteMs });
      });
    });
    sent.once('error', fail);
    call.isSent = true;
    sent.end(body);
  });
}
