import type { InvokeEndpointCommandOutput } from '@aws-sdk/client-sagemaker-runtime';
import { ClientClosedError } from './call/errors';
import { PendingCall } from './call/pending-call';
import { performCall } from './call/perform-call';
import { RetryBudget } from './call/retry-budget';
import { AddressBook } from './network/address-book';
import { Connector, type MakeConnection } from './network/connector';
import { hostOf, SocketOpener } from './network/open-socket';
import { resolveBothWays } from './network/resolve';
import { exchangeOnce, type SingleConnection } from './network/single-exchange';
import { ownZoneId } from './network/zones';
import { CLIENT_DEFAULTS } from './options';
import type { PlainCall } from './plain-call';
import { InvocationFormat } from './request/invocation';
import { Signer, SIGNING_NAME } from './request/sigv4';
import type { CallMetadata } from './call/call-metadata';
import type { SdkReader } from './sdk/sdk-reader';
import { userAgent } from './sdk/user-agent';
import { ownZone } from './zone/own-zone';

const OK = 200;
const ignore = (): void => undefined;

/**
 * One plain call, for a process that makes no other: without the SDK and undici, whose loading takes longer than the
 * call, and without what only later calls would need. Attempts, addresses, deadline and errors are those of
 * `createRuntimeClient`; the SDK is loaded to read a response that is an error.
 */
export class SingleCall {
  private readonly format: InvocationFormat;
  private readonly signer: Signer;
  private readonly pending: PendingCall;
  private readonly connector: Connector<SingleConnection>;
  private reader: SdkReader | undefined;

  private constructor(
    private readonly plain: PlainCall,
    ownId: string | undefined,
  ) {
    const { baseUrl, region, zones, timeoutMs } = plain;
    this.format = new InvocationFormat(baseUrl);
    this.signer = new Signer(region, SIGNING_NAME);
    this.pending = new PendingCall({ timeoutMs });
    const options = { hostname: hostOf(baseUrl), zones, ownZoneId: ownId, resolve: resolveBothWays, onChange: ignore };
    const opener = new SocketOpener(baseUrl, undefined);
    const make: MakeConnection<SingleConnection> = (address, opened, timings) => ({ address, opened, timings });
    this.connector = new Connector(baseUrl, new AddressBook(options), opener, make, ignore, ignore);
  }

  /** Finds out which zone this process runs in, where that matters. The call is to be sent at once: its time runs. */
  static async open(plain: PlainCall): Promise<SingleCall> {
    return new SingleCall(plain, ownZoneId(plain.zones, await ownZone(plain.zone, plain.zones)));
  }

  /** @throws what the SDK's client of `createRuntimeClient` throws */
  async send(): Promise<InvokeEndpointCommandOutput> {
    const { pending, plain } = this;
    const retry = { retries: plain.retries, mode: CLIENT_DEFAULTS.retry, budget: new RetryBudget(1) };
    try {
      const output = await performCall(pending, retry, () => this.attempt());
      const { attempts, connection } = pending;
      Object.assign(output.$metadata, { attempts, connection } satisfies CallMetadata);
      return output;
    } finally {
      this.destroy();
    }
  }

  /** Ends the call, if it is under way, and all of its connections. */
  destroy(): void {
    const reason = new ClientClosedError('the client is closed');
    this.pending.end(reason);
    this.pending.finish();
    this.connector.abandon(reason);
    for (const { opened } of this.connector.open) opened.socket.destroy();
  }

  private async attempt(): Promise<InvokeEndpointCommandOutput> {
    const { pending, plain, connector } = this;
    const { request, credentials, input } = plain;
    pending.connection = undefined;
    const connection = await connector.connectFor(pending, ({ opened }) => opened.socket.destroy());
    pending.connection = { ...connection.timings, cold: true };
    const headers = this.signer.sign(request, credentials, Date.now() + (this.reader?.clockOffset ?? 0));
    headers['user-agent'] = userAgent();
    const wire = { method: 'POST', path: request.path, headers, body: request.body };
    const response = await exchangeOnce(connection, wire, pending);
    return response.statusCode === OK ? this.format.output(response) : (await this.loadReader()).read(input, response);
  }

  private async loadReader(): Promise<SdkReader> {
    const { SdkReader: Reader } = await import('./sdk/sdk-reader');
    const { baseUrl, region, credentials } = this.plain;
    return (this.reader ??= new Reader({ region, credentials, endpointUrl: baseUrl.href }));
  }
}
