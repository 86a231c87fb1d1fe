import type { InvokeEndpointCommandInput } from '@aws-sdk/client-sagemaker-runtime';
import type { BufferedResponse } from '../network/exchange';
import type { CredentialsCache } from '../request/credentials';
import type { InvocationFormat } from '../request/invocation';
import type { SignableRequest, Signer } from '../request/sigv4';
import type { PendingCall } from './pending-call';
import type { Transport } from './transport';

/** Makes attempts of InvokeEndpoint without the SDK's serialization, signing and middleware. */
export class DirectCall {
  private readonly isInLambda = process.env.AWS_LAMBDA_FUNCTION_NAME !== undefined;

  constructor(
    readonly format: InvocationFormat,
    private readonly signer: Signer,
    private readonly credentials: CredentialsCache,
    private readonly transport: Transport,
    /** How far this machine's clock is behind AWS's, in milliseconds. */
    private readonly clockOffset: () => number,
    private readonly userAgent: string,
  ) {}

  /** The request for an input; undefined where the SDK must make it. */
  request(input: InvokeEndpointCommandInput): SignableRequest | undefined {
    return this.format.request(input);
  }

  /** One attempt. It is signed once it has a connection: it may have waited long. */
  async attempt(request: SignableRequest, call: PendingCall): Promise<BufferedResponse> {
    const known = this.credentials.get();
    const credentials = known instanceof Promise ? await call.wait(known) : known;
    const connection = await this.transport.connect(call);
    const headers = this.signer.sign(request, credentials, Date.now() + this.clockOffset());
    headers['user-agent'] = this.userAgent;
    // In Lambda, as the SDK: for X-Ray, and for Lambda to notice functions that call each other for ever. Not signed.
    const traceId = this.isInLambda ? process.env._X_AMZN_TRACE_ID : undefined;
    if (traceId !== undefined) headers['x-amzn-trace-id'] = traceId;
    return this.transport.send(connection, { method: 'POST', path: request.path, headers, body: request.body }, call);
  }
}
