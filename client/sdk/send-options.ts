import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';

/** What the SDK's `send` takes besides the command. */
export interface SendOptions {
  /** Ends the call, and frees its connection. @default - nothing does */
  readonly abortSignal?: AbortSignal | undefined;
  /** The deadline of this call, in milliseconds; for a stream, of the whole of it. @default - the client's */
  readonly requestTimeout?: number | undefined;
}

type Send = (command: Command, options?: unknown, callback?: unknown) => Promise<unknown>;
interface Command {
  readonly middlewareStack: { identify(): string[] };
}

const NONE: SendOptions = {};

/**
 * Keeps the options of `send` for the middleware, by command. The SDK would give them to its own HTTP handler only, and
 * would build all of its middleware anew for a call that has any.
 */
export class SendOptionsByCommand {
  private readonly pending = new WeakMap<object, SendOptions>();
  private readonly customized = new WeakSet();

  constructor(private readonly client: SageMakerRuntimeClient) {
    const send = client.send.bind(client) as Send;
    const replacement: Send = (command, options, callback) => {
      // One with middleware of its own must not be sent by the handler that the SDK keeps for all.
      const isCustomized = command.middlewareStack.identify().length > 0;
      if (isCustomized) this.customized.add(command);
      if (typeof options === 'object' && options !== null) this.pending.set(command, options);
      const rest = typeof options === 'function' ? options : callback;
      return isCustomized ? send(command, {}, rest) : send(command, rest);
    };
    Object.assign(client, { send: replacement });
  }

  /** Has the SDK build its middleware anew: it keeps what was built for the first call. */
  forgetHandlers(): void {
    Reflect.deleteProperty(this.client, 'handlers');
  }

  /** The options of a command that is being sent, once for each time. */
  take(command: object): SendOptions {
    const options = this.pending.get(command) ?? NONE;
    if (options !== NONE) this.pending.delete(command);
    return options;
  }

  /** Whether a command has middleware of its own. */
  isCustomized(command: object): boolean {
    return this.customized.has(command);
  }
}
