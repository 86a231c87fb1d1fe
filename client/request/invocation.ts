import type { InvokeEndpointCommandInput, InvokeEndpointCommandOutput } from '@aws-sdk/client-sagemaker-runtime';
import type { BufferedResponse } from '../network/exchange';
import { asResponseBody } from './response-body';
import type { SignableRequest } from './sigv4';

type HeaderField = Exclude<keyof InvokeEndpointCommandInput, 'EndpointName' | 'Body'>;

/** The header of each field of the SDK's input; total over its type, so that no field is lost when it gets a new one. */
const HEADER_OF: Readonly<Record<HeaderField, string>> = {
  Accept: 'accept',
  ContentType: 'content-type',
  CustomAttributes: 'x-amzn-sagemaker-custom-attributes',
  EnableExplanations: 'x-amzn-sagemaker-enable-explanations',
  InferenceComponentName: 'x-amzn-sagemaker-inference-component',
  InferenceId: 'x-amzn-sagemaker-inference-id',
  PrefixAwareId: 'x-amzn-sagemaker-prefix-aware-id',
  SessionId: 'x-amzn-sagemaker-session-id',
  TargetContainerHostname: 'x-amzn-sagemaker-target-container-hostname',
  TargetModel: 'x-amzn-sagemaker-target-model',
  TargetVariant: 'x-amzn-sagemaker-target-variant',
};
const BY_HEADER = (Object.entries(HEADER_OF) as [HeaderField, string][]).toSorted(([, a], [, b]) => (a < b ? -1 : 1));
/** A service may have a newer SDK than this was compiled with. */
const KNOWN_FIELDS = new Set(['EndpointName', 'Body', ...Object.keys(HEADER_OF)]);
const AFTER_HOST = BY_HEADER.findIndex(([, header]) => header > 'host');

/** What needs no encoding and no thought: everything else is left to the SDK. */
const PLAIN_VALUE = /^[!-~]+(?: [!-~]+)*$/;
const PLAIN_NAME = /^[a-zA-Z0-9-]+$/;

/** Makes the requests of InvokeEndpoint from the SDK's input, and the SDK's output from the responses. */
export class InvocationFormat {
  private readonly prefix: string;

  constructor(private readonly baseUrl: URL) {
    // As the SDK puts them together: a slash at the end of a longer path stays.
    this.prefix = `${baseUrl.pathname === '/' ? '' : baseUrl.pathname}/endpoints/`;
  }

  /**
   * The request for an input. Undefined where the input has anything out of the ordinary, which the SDK knows how to send
   * or to refuse.
   */
  request(input: InvokeEndpointCommandInput): SignableRequest | undefined {
    const { EndpointName: name, Body: body } = input;
    if (typeof name !== 'string' || !PLAIN_NAME.test(name)) return undefined;
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) return undefined;
    for (const field in input) if (!KNOWN_FIELDS.has(field)) return undefined;
    const headers: (readonly [string, string])[] = [];
    for (let i = 0; i < BY_HEADER.length; i++) {
      if (i === AFTER_HOST) headers.push(['host', this.baseUrl.host]);
      const [field, header] = BY_HEADER[i] as [HeaderField, string];
      // The SDK's own default for bytes.
      const value = input[field] ?? (field === 'ContentType' ? 'application/octet-stream' : undefined);
      if (value === undefined) continue;
      if (typeof value !== 'string' || !PLAIN_VALUE.test(value)) return undefined;
      headers.push([header, value]);
    }
    return { path: `${this.prefix}${name}/invocations`, headers, body };
  }

  output({ statusCode, headers, body }: BufferedResponse): InvokeEndpointCommandOutput {
    return {
      $metadata: { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] },
      Body: asResponseBody(body),
      ContentType: headers['content-type'],
      InvokedProductionVariant: headers['x-amzn-invoked-production-variant'],
      CustomAttributes: headers['x-amzn-sagemaker-custom-attributes'],
      NewSessionId: headers['x-amzn-sagemaker-new-session-id'],
      ClosedSessionId: headers['x-amzn-sagemaker-closed-session-id'],
    };
  }
}
