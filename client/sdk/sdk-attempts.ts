import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-sagemaker-runtime';
import type { DeserializeMiddleware, HttpRequest, InitializeHandler, InitializeHandlerOutput } from '@smithy/types';
import type { Readable } from 'node:stream';
import type { PendingCall } from '../call/pending-call';
import type { Transport } from '../call/transport';
import type { CredentialsCache } from '../request/credentials';
import type { BufferedResponse, StreamedResponse, WireRequest } from '../network/exchange';

/** An attempt that the SDK serializes, signs and reads. */
interface SdkAttempt {
  readonly call: PendingCall;
  /** Whether the response is a stream. @default false */
  readonly isStream?: boolean;
  /** The response, where it is there already. @default - the request is sent */
  response?: BufferedResponse | StreamedResponse | undefined;
}

/** Where an input has its attempt: middleware that changes an input copies this as well. */
const ATTEMPT = Symbol('attempt');

/** Sends what the SDK has serialized and signed over our connections. */
export class SdkAttempts {
  constructor(
    private readonly transport: Transport,
    private readonly credentials: CredentialsCache,
  ) {}

  /** The innermost middleware: in place of the SDK's HTTP handler. */
  readonly middleware: DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    const { [ATTEMPT]: attempt } = args.input as { [ATTEMPT]?: SdkAttempt };
    // An operation that we do not know is the SDK's alone.
    if (attempt === undefined) return next(args);
    attempt.response ??= await this.send(args.request as HttpRequest, attempt);
    return { response: attempt.response, output: undefined as never };
  };

  /**
   * Has the SDK make an attempt.
   *
   * @param response - one that is there already: the SDK only reads it
   * @returns with the body of a stream, to be destroyed
   */
  async make(
    next: InitializeHandler<ServiceInputTypes, ServiceOutputTypes>,
    input: ServiceInputTypes,
    attempt: SdkAttempt,
  ): Promise<InitializeHandlerOutput<ServiceOutputTypes> & { readonly body: Readable | Buffer | undefined }> {
    const { call, response } = attempt;
    // The SDK waits for them as long as they take; the call does not.
    if (response === undefined) await call.wait(Promise.resolve(this.credentials.get()));
    const copy: ServiceInputTypes & { [ATTEMPT]: SdkAttempt } = { ...input, [ATTEMPT]: attempt };
    const result = await call.wait(next({ input: copy }));
    return { ...result, body: attempt.response?.body };
  }

  private async send(
    request: HttpRequest,
    { call, isStream = false }: SdkAttempt,
  ): Promise<BufferedResponse | StreamedResponse> {
    const wire = toWire(request);
    const connection = await this.transport.connect(call);
    return this.transport[isStream ? 'stream' : 'send'](connection, wire, call);
  }
}

function toWire({ method, path, query, headers, body }: HttpRequest): WireRequest {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return {
    method,
    path: search === '' ? path : `${path}?${search}`,
    headers,
    body: body as Uint8Array | string | undefined,
  };
}
