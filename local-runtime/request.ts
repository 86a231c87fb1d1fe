import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { invalid, notImplemented, notSigned, tooLarge } from './fault';

/** AWS's guides allow 25 MB; its API model says 6 MB, which is not enforced: https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints.html */
export const PAYLOAD_LIMIT = 25 * 1024 * 1024;

/** A call of the Runtime, as far as its address and headers say. */
export interface RuntimeRequest {
  readonly endpoint: string;
  readonly streaming: boolean;
  readonly targetVariant: string | undefined;
  /** What the container is sent. */
  readonly containerHeaders: Readonly<Record<string, string>>;
}

const PATH = /^\/endpoints\/([^/]+)\/(invocations|invocations-response-stream)$/;
const HEADER_LIMIT = 1024;
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;

/** @throws RuntimeFault where AWS would refuse the call before it looks for the endpoint */
export function parseRequest({ method, url, headers }: IncomingMessage): RuntimeRequest {
  const [pathname = ''] = (url ?? '').split('?');
  const [, encoded, operation] = PATH.exec(pathname) ?? [];
  if (method !== 'POST' || encoded === undefined) throw notImplemented(`${method ?? ''} ${pathname}`);
  // A signature must be there; it is not checked, so that any credentials will do.
  if (!headers.authorization?.startsWith('AWS4-')) throw notSigned();
  const endpoint = decoded(encoded);
  if (endpoint.length > 63 || !NAME.test(endpoint))
    throw invalid(`Value '${endpoint}' at 'endpointName' failed to satisfy constraint`);

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
    return part; // and then it is no name
  }
}

function containerHeaders(headers: IncomingHttpHeaders, streaming: boolean): Record<string, string> {
  const passed: Record<string, string> = {};
  const pass = (name: string, value: string | undefined) => {
    if (value === undefined) return;
    if (value.length > HEADER_LIMIT) throw invalid(`Header '${name}' has more than ${HEADER_LIMIT} characters`);
    passed[name] = value;
  };
  pass('content-type', header(headers, 'content-type'));
  // The streaming call has a header of its own for what it accepts.
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

/** @throws RuntimeFault where it is larger than SageMaker takes */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > PAYLOAD_LIMIT) throw tooLarge(PAYLOAD_LIMIT);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > PAYLOAD_LIMIT) throw tooLarge(PAYLOAD_LIMIT);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
