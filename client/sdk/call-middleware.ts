import type {
  InvokeEndpointCommandInput,
  InvokeEndpointWithResponseStreamCommandOutput,
  SageMakerRuntimeClient,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-sagemaker-runtime';
import type { InitializeHandler, InitializeHandlerOutput } from '@smithy/types';
import type { Readable } from 'node:stream';
import type { CallMetadata } from '../call/call-metadata';
import { PendingCall } from '../call/pending-call';
import type { CallObserver } from '../call/call-observer';
import type { DirectCall } from '../call/direct-call';
import { checkRequestTimeout } from '../options';
import { performCall, type RetryOptions } from '../call/perform-call';
import { releasing } from './response-stream';
import type { SdkAttempts } from './sdk-attempts';
import { withoutRetries } from './sdk-client';
import { type SendOptions, SendOptionsByCommand } from './send-options';

export interface CallMiddlewareOptions {
  /** How calls are retried. */
  readonly retry: RetryOptions;
  /** Makes plain calls of InvokeEndpoint. */
  readonly direct: DirectCall;
  /** Makes the SDK's attempts over our connections. */
  readonly attempts: SdkAttempts;
  /** Reports calls. */
  readonly observer: CallObserver;
  /** The deadline of a call, and of a stream until its headers, in milliseconds. */
  readonly timeoutMs: number;
  /** The deadline of a whole stream, in milliseconds. */
  readonly streamTimeoutMs: number;
}

type Next = InitializeHandler<ServiceInputTypes, ServiceOutputTypes>;
type Output = InitializeHandlerOutput<ServiceOutputTypes>;

const DIRECT = 'InvokeEndpointCommand';
const STREAM = 'InvokeEndpointWithResponseStreamCommand';
const OURS = new Set([DIRECT, STREAM, 'InvokeEndpointAsyncCommand']);
const OK = 200;

/**
 * Makes the SDK's client call this way: attempts, deadline and connections are ours. A plain InvokeEndpoint is signed and
 * sent at once; everything else takes the SDK's path, and errors are the SDK's in either case.
 */
export function installCallMiddleware(client: SageMakerRuntimeClient, options: CallMiddlewareOptions): void {
  const { middlewareStack: stack } = client;
  const sendOptions = new SendOptionsByCommand(client);
  const { direct, attempts, observer } = options;
  let isCustomized = false;

  withoutRetries(client);
  stack.add(
    (next, { commandName }) =>
      (command) => {
        if (commandName === undefined || !OURS.has(commandName)) return next(command);
        const { input } = command;
        const sent = sendOptions.take(command);
        if (commandName === STREAM) return stream(next, input, sent);
        const isPlain = commandName === DIRECT && !isCustomized && !sendOptions.isCustomized(command);
        return buffered(next, input, sent, commandName, isPlain);
      },
    { step: 'initialize', priority: 'high', name: 'callMiddleware' },
  );
  stack.add(attempts.middleware, { step: 'deserialize', priority: 'low', name: 'transportMiddleware' });
  // Middleware of the service's own, for tracing say, must see every request: the SDK's path has it.
  for (const change of ['add', 'addRelativeTo', 'use', 'remove', 'removeByTag'] as const) {
    const original = stack[change] as (...args: unknown[]) => unknown;
    Object.assign(stack, {
      [change]: (...args: unknown[]) => {
        isCustomized = true;
        sendOptions.forgetHandlers();
        return original(...args);
      },
    });
  }

  function begin({ EndpointName }: ServiceInputTypes, { requestTimeout, abortSignal }: SendOptions): PendingCall {
    checkRequestTimeout(requestTimeout);
    // The SDK would send it, to a path that does not exist.
    if (EndpointName === '') throw new RangeError("EndpointName is '': it must be the name of an endpoint");
    return new PendingCall({ timeoutMs: requestTimeout ?? options.timeoutMs, signal: abortSignal });
  }

  async function buffered(
    next: Next,
    input: ServiceInputTypes,
    sent: SendOptions,
    commandName: string,
    isPlain: boolean,
  ): Promise<Output> {
    const call = begin(input, sent);
    const request = isPlain ? direct.request(input as InvokeEndpointCommandInput) : undefined;
    try {
      const result = await performCall(call, options.retry, async (): Promise<Output> => {
        if (request === undefined) return attempts.make(next, input, { call });
        const response = await direct.attempt(request, call);
        if (response.statusCode === OK) return { response, output: direct.format.output(response) };
        return attempts.make(next, input, { call, response });
      });
      return ended(result, call, commandName, input);
    } catch (error) {
      observer.ended(call, commandName, input.EndpointName, error);
      throw error;
    } finally {
      call.finish();
    }
  }

  async function stream(next: Next, input: ServiceInputTypes, sent: SendOptions): Promise<Output> {
    const call = begin(input, sent);
    try {
      const made = await performCall(call, options.retry, () => attempts.make(next, input, { call, isStream: true }));
      const body = made.body as Readable;
      // Those of failed attempts end as well, while the call goes on.
      body.once('close', () => call.finish());
      if (body.closed) call.finish();
      else call.extend(sent.requestTimeout ?? options.streamTimeoutMs);
      const output = made.output as InvokeEndpointWithResponseStreamCommandOutput;
      output.Body &&= releasing(output.Body, body, call);
      return ended(made, call, STREAM, input);
    } catch (error) {
      call.finish();
      observer.ended(call, STREAM, input.EndpointName, error);
      throw error;
    }
  }

  function ended(result: Output, call: PendingCall, commandName: string, { EndpointName }: ServiceInputTypes): Output {
    const { attempts: count, connection } = call;
    Object.assign(result.output.$metadata, { attempts: count, connection } satisfies CallMetadata);
    observer.ended(call, commandName, EndpointName);
    return result;
  }
}
