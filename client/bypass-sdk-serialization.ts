import type {
  InvokeEndpointCommandInput,
  InvokeEndpointCommandOutput,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { HttpRequest } from '@smithy/core/protocols';
import { Uint8ArrayBlobAdapter } from '@smithy/core/serde';
import type { ClientProtocol, HttpRequest as Request, HttpResponse } from '@smithy/types';

/** The header of each field of a call. */
const HEADERS = {
  ContentType: 'content-type',
  Accept: 'accept',
  CustomAttributes: 'x-amzn-sagemaker-custom-attributes',
  TargetModel: 'x-amzn-sagemaker-target-model',
  TargetVariant: 'x-amzn-sagemaker-target-variant',
  TargetContainerHostname: 'x-amzn-sagemaker-target-container-hostname',
  InferenceId: 'x-amzn-sagemaker-inference-id',
  EnableExplanations: 'x-amzn-sagemaker-enable-explanations',
  InferenceComponentName: 'x-amzn-sagemaker-inference-component',
  SessionId: 'x-amzn-sagemaker-session-id',
} as const satisfies Partial<Record<keyof InvokeEndpointCommandInput, string>>;
const HEADER_FIELDS = Object.entries(HEADERS) as [keyof typeof HEADERS, string][];

const OPERATION = 'InvokeEndpoint';

/**
 * Makes a client serialize the requests of InvokeEndpoint and parse its responses directly: their bodies are plain bytes,
 * yet the SDK walks through the API's schema for each. Errors, every other operation and signing stay the SDK's.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
export function bypassSdkSerialization({ config, middlewareStack }: SageMakerRuntimeClient, baseUrl: URL): void {
  const sdk = config.protocol as ClientProtocol<Request, HttpResponse>;
  const direct: Pick<typeof sdk, 'serializeRequest' | 'deserializeResponse'> = {
    serializeRequest: (operation, input, context) =>
      operation.name === OPERATION
        ? Promise.resolve(serialize(baseUrl, input as InvokeEndpointCommandInput))
        : sdk.serializeRequest(operation, input, context),
    deserializeResponse: (operation, context, response) =>
      operation.name === OPERATION && response.statusCode === 200
        ? Promise.resolve(deserialize(response) as never)
        : sdk.deserializeResponse(operation, context, response),
  };
  config.protocol = Object.assign(Object.create(sdk) as typeof sdk, direct);
  // These add headers about the SDK and the caller, which takes about as long as signing.
  middlewareStack.remove('getUserAgentMiddleware');
  middlewareStack.remove('recursionDetectionMiddleware');
}

function serialize(baseUrl: URL, input: InvokeEndpointCommandInput): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [field, header] of HEADER_FIELDS) {
    const value = input[field];
    if (value !== undefined) headers[header] = value;
  }
  return new HttpRequest({
    protocol: baseUrl.protocol,
    hostname: baseUrl.hostname,
    ...(baseUrl.port !== '' && { port: Number(baseUrl.port) }),
    method: 'POST',
    path: `${baseUrl.pathname.replace(/\/$/, '')}/endpoints/${encodeURIComponent(input.EndpointName ?? '')}/invocations`,
    headers,
    body: typeof input.Body === 'string' ? Buffer.from(input.Body) : input.Body,
  });
}

function deserialize({ statusCode, headers, body }: HttpResponse): InvokeEndpointCommandOutput {
  return {
    $metadata: { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] },
    Body: Uint8ArrayBlobAdapter.mutate(body as Uint8Array),
    ContentType: headers['content-type'],
    InvokedProductionVariant: headers['x-amzn-invoked-production-variant'],
    CustomAttributes: headers['x-amzn-sagemaker-custom-attributes'],
    NewSessionId: headers['x-amzn-sagemaker-new-session-id'],
    ClosedSessionId: headers['x-amzn-sagemaker-closed-session-id'],
  };
}
