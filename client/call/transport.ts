import {
  type BufferedResponse,
  exchange,
  exchangeStreamed,
  type StreamedResponse,
  type WireRequest,
} from '../network/exchange';
import type { Connection } from '../network/connection';
import type { ConnectionPool } from '../network/connection-pool';
import type { PendingCall } from './pending-call';
import { ConnectionLostError, DeadlineError } from './errors';

/** Answers of what stands before the model: of a zone in trouble, perhaps. */
const ERRORS_OF_THE_SERVICE = new Set([500, 502, 503, 504]);

/** Sends the attempts of calls over a pool's connections. */
export class Transport {
  constructor(private readonly pool: ConnectionPool) {}

  /** Takes a connection for an attempt, which `send` or `stream` gives back. */
  async connect(call: PendingCall): Promise<Connection> {
    const start = performance.now();
    call.connection = call.firstByteMs = undefined;
    const connection = await this.pool.acquire(call);
    const { reason } = call;
    if (reason !== undefined) {
      this.pool.release(connection, {});
      throw reason;
    }
    call.connectionMs = performance.now() - start;
    call.connection = connection.isCold ? { ...connection.timings, cold: true } : connection.warm;
    return connection;
  }

  async send(connection: Connection, request: WireRequest, call: PendingCall): Promise<BufferedResponse> {
    try {
      const response = await exchange(connection, request, call);
      this.answered(connection, response, call);
      return response;
    } catch (error) {
      this.lost(connection, error, call);
      throw error;
    }
  }

  /** The connection is given back when the body has been read or destroyed. */
  async stream(connection: Connection, request: WireRequest, call: PendingCall): Promise<StreamedResponse> {
    const { sentAt } = connection;
    try {
      const response = await exchangeStreamed(connection, request, call, (error) => {
        if (error === undefined) this.answered(connection, response, call);
        else this.lost(connection, error, call);
      });
      call.firstByteMs = response.firstByteMs;
      return response;
    } catch (error) {
      if (connection.sentAt === sentAt && connection.call === call) this.lost(connection, error, call);
      throw error;
    }
  }

  private answered(
    connection: Connection,
    { statusCode, firstByteMs }: Pick<BufferedResponse, 'statusCode' | 'firstByteMs'>,
    call: PendingCall,
  ): void {
    call.firstByteMs = firstByteMs;
    this.pool.release(connection, { ms: firstByteMs, erred: ERRORS_OF_THE_SERVICE.has(statusCode) });
  }

  private lost(connection: Connection, error: unknown, call: PendingCall): void {
    const missed =
      call.reason instanceof DeadlineError || (error instanceof ConnectionLostError && error.loss === 'stuck');
    this.pool.release(connection, { broke: error instanceof ConnectionLostError && !missed, missed });
  }
}
