import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { missingSignature, payloadTooLarge, unknownOperation, validationError } from './service-exception';

/** AWS's guides allow 25 MB; its API model says 6 MB, which is not enforced: https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html */
export const PAYLOAD_LIMIT_BYTES = 25 * 1024 * 1024;

/** What the path and the headers of a call say. */
export interface RuntimeRequest {
  readonly endpoint: string;
  readonly streaming: boolean;
  readonly targetVariant: string | undefined;
  /** The headers that are passed on to the container. */
  readonly containerHeaders: Readonly<Record<string, string>>;
}

const PATH = /^\/endpoints\/([^/]+)\/(invocations|invocations-response-stream)$/;
const HEADER_LIMIT = 1024;
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;

/** @throws ServiceException if AWS would refuse the call before it looks for the endpoint */
export function parseRequest({ method, url, headers }: IncomingMessage): RuntimeRequest {
  const [pathname = ''] = (url ?? '').split('?');
  const [, encoded, operation] = PATH.exec(pathname) ?? [];
  if (method !== 'POST' || encoded === undefined) throw unknownOperation(`${method ?? ''} ${pathname}`);
  // There must be a signature, but any will do: it is not verified.
  if (!headers.authorization?.startsWith('AWS4-')) throw missingSignature();
  const endpoint = decoded(encoded);
  if (endpoint.length > 63 || !NAME.test(endpoint))
    throw validationError(`Value '${endpoint}' at 'endpointName' failed to satisfy constraint`);

  const streaming = operation === 'invocations-response-stream';
  return {
    endpoint,
    streaming,
    targetVariant: header(headers, 'x-amzn-sagemaker-target-variant'),
    containerHeaders: containerHeaders(headers, streaming),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // which then fails as a name
  }
}

function containerHeaders(headers: IncomingHttpHeaders, streaming: boolean): Record<string, string> {
  const passed: Record<string, string> = {};
  const pass = (name: string, value: string | undefined) => {
    if (value === undefined) return;
    if (value.length > HEADER_LIMIT) throw validationError(`Header '${name}' has more than ${HEADER_LIMIT} characters`);
    passed[name] = value;
  };
  pass('content-type', header(headers, 'content-type'));
  // The streaming operation has an Accept header of its own.
  pass('accept', header(headers, streaming ? 'x-amzn-sagemaker-accept' : 'accept'));
  for (const name of ['custom-attributes', 'target-model', 'target-variant', 'inference-id', 'session-id']) {
    pass(`x-amzn-sagemaker-${name}`, header(headers, `x-amzn-sagemaker-${name}`));
  }
  return passed;
}

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** @throws ServiceException if it is larger than SageMaker accepts */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > PAYLOAD_LIMIT_BYTES) throw payloadTooLarge(PAYLOAD_LIMIT_BYTES);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > PAYLOAD_LIMIT_BYTES) throw payloadTooLarge(PAYLOAD_LIMIT_BYTES);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
