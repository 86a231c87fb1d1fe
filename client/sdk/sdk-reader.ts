import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  type InvokeEndpointCommandOutput,
  type SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import type { RuntimeClientOptions } from '../options';
import type { BufferedResponse } from '../network/exchange';
import { createSdkClient, withoutRetries } from './sdk-client';

/** Has the SDK read responses that it did not ask for, and throw its errors of them. */
export class SdkReader {
  private readonly client: SageMakerRuntimeClient;

  constructor(options: RuntimeClientOptions) {
    this.client = createSdkClient(options);
    withoutRetries(this.client);
  }

  /** How far this machine's clock is behind AWS's, in milliseconds, as far as responses have shown. */
  get clockOffset(): number {
    return this.client.config.systemClockOffset;
  }

  /** @throws what the SDK throws for such a response */
  read(input: InvokeEndpointCommandInput, response: BufferedResponse): Promise<InvokeEndpointCommandOutput> {
    const command = new InvokeEndpointCommand(input);
    command.middlewareStack.add(() => () => Promise.resolve({ response, output: undefined as never }), {
      step: 'deserialize',
      priority: 'low',
    });
    // With options, so that the SDK does not keep this handler for all calls.
    return this.client.send(command, {});
  }
}
