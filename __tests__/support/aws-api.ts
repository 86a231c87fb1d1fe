import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Values = Record<string, unknown>;
type Answer = (input: Values) => Values | Promise<Values>;

/** What an operation throws, as AWS would. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Type, content, and headers beside them. */
type Sent = readonly [string, string, Record<string, string>?];

interface Call {
  readonly operation: string;
  readonly input: Values;
  /** What it answers in: each service has its own protocol. */
  readonly answer: (output: Values) => Sent;
  readonly fail: (error: AwsError) => Sent;
}

/**
 * A server that answers AWS's API, in the protocols of its services: JSON (SageMaker, CloudWatch, Application Auto
 * Scaling), Lambda's JSON by paths, CloudWatch's PromQL, and EC2's XML. What it answers is given by operation, times in seconds; EC2's in the names of its XML.
 */
export class AwsApi {
  private readonly server: Server;
  /** The operations that were asked for, in order. */
  readonly calls: { operation: string; input: Values }[] = [];

  private constructor(public answers: Record<string, Answer>) {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  static async start(answers: Record<string, Answer> = {}): Promise<AwsApi> {
    const api = new AwsApi(answers);
    await new Promise<void>((done) => api.server.listen(0, '127.0.0.1', done));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = parse(request, await body(request));
    this.calls.push({ operation: call.operation, input: call.input });
    const send = (status: number, [type, content, headers = {}]: Sent) => {
      response.writeHead(status, { ...headers, 'content-type': type }).end(content);
    };
    try {
      const answer = this.answers[call.operation];
      if (answer === undefined) throw new AwsError('AccessDeniedException', `not allowed: ${call.operation}`, 403);
      send(200, call.answer(await answer(call.input)));
    } catch (error) {
      if (error instanceof AwsError) send(error.status, call.fail(error));
      else response.destroy(error as Error);
    }
  }
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function parse(request: IncomingMessage, content: Buffer): Call {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return json(target.split('.')[1] ?? '', content);
  if (request.url === '/api/v1/query') return promql(content);
  const [, FunctionName, what] = /\/functions\/([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
  return FunctionName === undefined ? ec2(content) : lambda(FunctionName, what === 'invocations', content);
}

const json = (operation: string, content: Buffer): Call => ({
  operation,
  input: JSON.parse(content.toString()) as Values,
  answer: (output) => ['application/x-amz-json-1.1', JSON.stringify(output)],
  fail: ({ code, message }) => ['application/x-amz-json-1.1', JSON.stringify({ __type: code, message })],
});

const promql = (content: Buffer): Call => ({
  operation: 'QueryMetrics',
  input: Object.fromEntries(new URLSearchParams(content.toString())),
  answer: (output) => ['application/json', JSON.stringify(output)],
  fail: ({ message }) => ['application/json', JSON.stringify({ status: 'error', error: message })],
});

/** An answer with `functionError` is that of a function that failed. */
const lambda = (FunctionName: string, isInvocation: boolean, content: Buffer): Call => ({
  operation: isInvocation ? 'Invoke' : 'GetFunctionConfiguration',
  input: { FunctionName, ...(content.length > 0 && { payload: JSON.parse(content.toString()) as unknown }) },
  answer: ({ functionError, ...output }) => {
    const headers: Record<string, string> = {};
    if (functionError !== undefined) headers['x-amz-function-error'] = functionError as string;
    return ['application/json', JSON.stringify(output), headers];
  },
  fail: ({ code, message }) => ['application/json', JSON.stringify({ message }), { 'x-amzn-errortype': code }],
});

function ec2(content: Buffer): Call {
  const { Action: operation = '', ...input } = Object.fromEntries(new URLSearchParams(content.toString()));
  return {
    operation,
    input,
    answer: (output) => ['text/xml', `<${operation}Response>${xml(output)}</${operation}Response>`],
    fail: ({ code, message }) => [
      'text/xml',
      `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors></Response>`,
    ],
  };
}

function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<item>${xml(item)}</item>`).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
    .join('');
}
