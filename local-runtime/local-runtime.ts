import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Container, ContainerAnswer } from './container';
import { Disturbances, type DisturbanceOptions } from './disturbances';
import { payloadPart, streamException } from './event-stream';
import { endpointNotFound, modelError, RuntimeFault, variantNotFound } from './fault';
import { parseRequest, readBody, type RuntimeRequest } from './request';

/** The one variant of every endpoint of this project. */
const VARIANT = 'primary';

/** The Runtime closes connections that are idle for so long. */
const IDLE_CLOSE_MS = 60_000;

export interface LocalRuntimeOptions {
  readonly container: Container;
  /** The endpoints there are. */
  readonly endpoints: readonly string[];
  /** The region that messages name. @default 'us-east-1' */
  readonly region?: string;
  /** A key and certificate in PEM. @default - plain HTTP */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** How long the container may take, in milliseconds. @default - as SageMaker: 60 s, 8 min for streams */
  readonly containerTimeoutMs?: number;
  /** When idle connections are closed, in milliseconds. @default - as SageMaker: 60 s */
  readonly idleCloseMs?: number;
  /** What goes wrong on order. @default - nothing */
  readonly disturbances?: Disturbances | DisturbanceOptions;
}

/**
 * A SageMaker Runtime on this machine, for real clients: InvokeEndpoint and InvokeEndpointWithResponseStream with
 * AWS's addresses, headers, errors and limits.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Operations_Amazon_SageMaker_Runtime.html
 */
export class LocalRuntime {
  private readonly server: Server;
  private readonly disturbances: Disturbances;

  constructor(private readonly options: LocalRuntimeOptions) {
    const { tls, disturbances = {}, idleCloseMs = IDLE_CLOSE_MS } = options;
    this.disturbances = disturbances instanceof Disturbances ? disturbances : new Disturbances(disturbances);
    const listener = (request: IncomingMessage, response: ServerResponse) => void this.answer(request, response);
    this.server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
    this.server.keepAliveTimeout = idleCloseMs;
  }

  /**
   * @param port - 0 for any that is free
   * @param host - @default '127.0.0.1'
   * @returns the address to call
   */
  async listen(port: number, host = '127.0.0.1'): Promise<URL> {
    await new Promise<void>((listening, failed) => {
      this.server.once('error', failed);
      this.server.listen(port, host, listening);
    });
    const { port: actual } = this.server.address() as AddressInfo;
    const name = host.includes(':') ? `[${host}]` : host;
    return new URL(`${this.options.tls === undefined ? 'http' : 'https'}://${name}:${actual}`);
  }

  /** Ends every connection, whatever it is doing. */
  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-amzn-RequestId', randomUUID());
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const parsed = parseRequest(request);
      const body = await readBody(request);
      if (this.disturbances.latencyMs > 0) await delay(this.disturbances.latencyMs);
      const disturbance = this.disturbances.next();
      if (disturbance?.kind === 'stall') return;
      if (disturbance?.kind === 'reset') return void request.socket.resetAndDestroy();
      if (disturbance !== undefined) throw disturbance.fault;
      await this.invoke(parsed, body, response, gone.signal);
    } catch (error) {
      fail(response, error instanceof RuntimeFault ? error : new RuntimeFault('InternalFailure', 500, String(error)));
    } finally {
      request.resume();
    }
  }

  private async invoke(call: RuntimeRequest, body: Buffer, response: ServerResponse, gone: AbortSignal): Promise<void> {
    const { endpoint, streaming, targetVariant } = call;
    if (!this.options.endpoints.includes(endpoint)) throw endpointNotFound(endpoint);
    if (targetVariant !== undefined && targetVariant !== VARIANT) throw variantNotFound(targetVariant);
    const answer = await this.ask(call, body, gone);
    if (answer.status < 200 || answer.status > 299) {
      throw modelError(endpoint, this.region, answer.status, (await collect(answer.body)).toString('utf8'));
    }
    response.setHeader('x-Amzn-Invoked-Production-Variant', targetVariant ?? VARIANT);
    if (answer.customAttributes !== undefined)
      response.setHeader('X-Amzn-SageMaker-Custom-Attributes', answer.customAttributes);
    if (streaming) return this.stream(endpoint, answer, response);
    const whole = await collect(answer.body).catch((error: unknown) => {
      throw modelError(endpoint, this.region, 0, `The container broke off its answer: ${messageOf(error)}`);
    });
    response.writeHead(200, { 'Content-Type': answer.contentType, 'Content-Length': whole.length }).end(whole);
  }

  private async ask(call: RuntimeRequest, body: Buffer, gone: AbortSignal): Promise<ContainerAnswer> {
    const timeout = AbortSignal.timeout(this.options.containerTimeoutMs ?? (call.streaming ? 480_000 : 60_000));
    try {
      return await this.options.container.invoke(
        { body, headers: call.containerHeaders },
        AbortSignal.any([gone, timeout]),
      );
    } catch (error) {
      const why = timeout.aborted
        ? 'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.'
        : `The container could not be reached: ${messageOf(error)}`;
      throw modelError(call.endpoint, this.region, 0, why);
    }
  }

  private async stream(endpoint: string, answer: ContainerAnswer, response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'Content-Type': 'application/vnd.amazon.eventstream',
      'X-Amzn-SageMaker-Content-Type': answer.contentType,
    });
    try {
      for await (const piece of answer.body) {
        if (!response.write(payloadPart(piece))) await drained(response);
        if (response.destroyed) return;
      }
    } catch (error) {
      const message = messageOf(error);
      response.write(
        streamException(
          new RuntimeFault('ModelStreamError', 424, `The stream of ${endpoint} broke: ${message}`, {
            ErrorCode: 'StreamBroken',
          }),
        ),
      );
    }
    response.end();
  }

  private get region(): string {
    return this.options.region ?? 'us-east-1';
  }
}

/** As AWS's REST services do: the code in a header, the message and the error's own fields in the body. */
function fail(response: ServerResponse, fault: RuntimeFault): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const body = fault.toJson();
  response
    .writeHead(fault.status, {
      'x-amzn-ErrorType': fault.code,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    })
    .end(body);
}

const messageOf = (error: unknown): string => (error as { message?: string }).message ?? String(error);

/** A slow reader is waited for, so that what it has not read yet is not kept here; one that is gone is not. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((ready) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      ready();
    };
    response.on('drain', done).on('close', done);
  });
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}
