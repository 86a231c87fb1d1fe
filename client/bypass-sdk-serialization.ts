import type {
  InvokeEndpointCommandInput,
  InvokeEndpointCommandOutput,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { HttpRequest } from '@smithy/core/protocols';
import { Uint8ArrayBlobAdapter } from '@smithy/core/serde';
import type { ClientProtocol, HttpRequest as Request, HttpResponse } from '@smithy/types';

/** Where the fields of a call stand in its headers. */
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
const FIELDS = Object.entries(HEADERS) as [keyof typeof HEADERS, string][];

const OPERATION = 'InvokeEndpoint';

/**
 * Has a client write the requests of InvokeEndpoint and read its answers directly: their bodies are plain bytes, for
 * which the SDK walks over the API's schema all the same. Errors and every other operation are the SDK's, and so is
 * signing.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
export function speakDirectly({ config, middlewareStack }: SageMakerRuntimeClient, address: URL): void {
  const sdk = config.protocol as ClientProtocol<Request, HttpResponse>;
  const direct: Pick<typeof sdk, 'serializeRequest' | 'deserializeResponse'> = {
    serializeRequest: (operation, input, context) =>
      operation.name === OPERATION
        ? Promise.resolve(write(address, input as InvokeEndpointCommandInput))
        : sdk.serializeRequest(operation, input, context),
    deserializeResponse: (operation, context, response) =>
      operation.name === OPERATION && response.statusCode === 200
        ? Promise.resolve(read(response) as never)
        : sdk.deserializeResponse(operation, context, response),
  };
  config.protocol = Object.assign(Object.create(sdk) as typeof sdk, direct);
  // They say which SDK calls and what called it, which takes about as long as signing.
  middlewareStack.remove('getUserAgentMiddleware');
  middlewareStack.remove('recursionDetectionMiddleware');
}

function write(address: URL, input: InvokeEndpointCommandInput): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [field, header] of FIELDS) {
    const value = input[field];
    if (value !== undefined) headers[header] = value;
  }
  return new HttpRequest({
    protocol: address.protocol,
    hostname: address.hostname,
    ...(address.port !== '' && { port: Number(address.port) }),
    method: 'POST',
    path: `${address.pathname.replace(/\/$/, '')}/endpoints/${encodeURIComponent(input.EndpointName ?? '')}/invocations`,
    headers,
    body: typeof input.Body === 'string' ? Buffer.from(input.Body) : input.Body,
  });
}

function read({ statusCode, headers, body }: HttpResponse): InvokeEndpointCommandOutput {
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
