import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Certificate } from './certificate';
import type { Container, ContainerResponse } from './container';
import { containerDeadline } from './container-deadline';
import { FaultInjector, type FaultInjectorOptions } from './fault-injector';
import { payloadPart, streamException } from './event-stream';
import { endpointNotFound, modelError, ServiceException, variantNotFound } from './service-exception';
import { parseRequest, readBody, type RuntimeRequest } from './request';
import { drained, sendError } from './response';
import { TcpConnections } from './tcp-connections';

/** The production variant that every response names. */
const VARIANT = 'primary';

/** How long the Runtime keeps a connection without calls. */
const IDLE_CLOSE_MS = 60_000;

export interface LocalRuntimeOptions {
  /** The model, which every endpoint calls. */
  readonly container: Container;
  /** The names of the endpoints that exist. */
  readonly endpoints: readonly string[];
  /** The region that error messages name. @default 'us-east-1' */
  readonly region?: string;
  /** What HTTPS is served with. @default - plain HTTP */
  readonly tls?: Certificate;
  /** How long the container may take, in milliseconds. @default - SageMaker's limits: 60 s, 8 min for streams */
  readonly containerTimeoutMs?: number;
  /** How long a connection without calls stays open, in milliseconds. @default - SageMaker's: 60 s */
  readonly idleCloseMs?: number;
  /** What goes wrong on purpose. @default - nothing */
  readonly faults?: FaultInjector | FaultInjectorOptions;
}

/**
 * A SageMaker Runtime on this machine, for real clients: InvokeEndpoint and InvokeEndpointWithResponseStream with
 * AWS's addresses, headers, errors and limits.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Operations_Amazon_SageMaker_Runtime.html
 */
export class LocalRuntime {
  private readonly server: Server;
  private readonly faults: FaultInjector;
  private readonly tcpConnections = new TcpConnections();

  constructor(private readonly options: LocalRuntimeOptions) {
    const { tls, faults = {}, idleCloseMs = IDLE_CLOSE_MS } = options;
    this.faults = faults instanceof FaultInjector ? faults : new FaultInjector(faults);
    const listener = (request: IncomingMessage, response: ServerResponse) => void this.respond(request, response);
    this.server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
    this.server.keepAliveTimeout = idleCloseMs;
    this.server.on('connection', (socket: Socket) => this.tcpConnections.add(socket));
  }

  /**
   * Starts to serve.
   *
   * @param port - 0 for any free port
   * @param host - the address to listen on
   * @returns the URL to call
   */
  async listen(port: number, host = '127.0.0.1'): Promise<URL> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const { port: actual } = this.server.address() as AddressInfo;
    const name = host.includes(':') ? `[${host}]` : host;
    return new URL(`${this.options.tls === undefined ? 'http' : 'https'}://${name}:${actual}`);
  }

  /** Closes every connection, calls in flight included. */
  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    this.server.closeAllConnections();
    await closed;
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-amzn-RequestId', randomUUID());
    try {
      const call = parseRequest(request);
      const body = await readBody(request);
      if (this.faults.latencyMs > 0) await delay(this.faults.latencyMs);
      const fault = this.faults.next();
      if (fault?.kind === 'stall') return;
      if (fault?.kind === 'reset') return this.tcpConnections.reset(request.socket);
      if (fault !== undefined) throw fault.error;
      await this.invoke(call, body, response);
    } catch (error) {
      sendError(
        response,
        error instanceof ServiceException ? error : new ServiceException('InternalFailure', 500, String(error)),
      );
    } finally {
      request.resume();
    }
  }

  private async invoke(call: RuntimeRequest, body: Buffer, response: ServerResponse): Promise<void> {
    const { endpoint, streaming, targetVariant } = call;
    if (!this.options.endpoints.includes(endpoint)) throw endpointNotFound(endpoint);
    if (targetVariant !== undefined && targetVariant !== VARIANT) throw variantNotFound(targetVariant);
    const result = await this.callContainer(call, body, response);
    if (result.status < 200 || result.status > 299) {
      throw modelError(endpoint, this.region, result.status, (await collect(result.body)).toString('utf8'));
    }
    response.setHeader('x-Amzn-Invoked-Production-Variant', targetVariant ?? VARIANT);
    if (result.customAttributes !== undefined)
      response.setHeader('X-Amzn-SageMaker-Custom-Attributes', result.customAttributes);
    if (streaming) return this.stream(endpoint, result, response);
    const buffered = await collect(result.body).catch((error: unknown) => {
      throw modelError(endpoint, this.region, 0, `The container broke off its answer: ${messageOf(error)}`);
    });
    response.writeHead(200, { 'Content-Type': result.contentType, 'Content-Length': buffered.length }).end(buffered);
  }

  private async callContainer(
    call: RuntimeRequest,
    body: Buffer,
    response: ServerResponse,
  ): Promise<ContainerResponse> {
    const timeoutMs = this.options.containerTimeoutMs ?? (call.streaming ? 480_000 : 60_000);
    const { signal, isOver } = containerDeadline(response, timeoutMs);
    try {
      return await this.options.container.invoke({ body, headers: call.containerHeaders }, signal);
    } catch (error) {
      const reason = isOver()
        ? 'Your invocation timed out while waiting for a response from container primary. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again.'
        : `The container could not be reached: ${messageOf(error)}`;
      throw modelError(call.endpoint, this.region, 0, reason);
    }
  }

  private async stream(endpoint: string, result: ContainerResponse, response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'Content-Type': 'application/vnd.amazon.eventstream',
      'X-Amzn-SageMaker-Content-Type': result.contentType,
    });
    try {
      for await (const chunk of result.body) {
        if (!response.write(payloadPart(chunk))) await drained(response);
        if (response.destroyed) return;
      }
    } catch (error) {
      const message = messageOf(error);
      response.write(
        streamException(
          new ServiceException('ModelStreamError', 424, `The stream of ${endpoint} broke: ${message}`, {
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

const messageOf = (error: unknown): string => (error as { message?: string }).message ?? String(error);

async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
