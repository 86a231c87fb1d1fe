import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import { CREDENTIALS, ROWS } from '../../support/runtime';

/** The SDK's own client as it comes. */
export const plain = (url: URL) =>
  new SageMakerRuntimeClient({
    region: 'us-east-1',
    endpoint: url.toString(),
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });

/** A call of the sample model, with what the test is about. */
export const input = (changes: Partial<InvokeEndpointCommandInput> = {}): InvokeEndpointCommandInput => ({
  EndpointName: 'dev-diabetes',
  ContentType: 'text/csv',
  Body: ROWS,
  ...changes,
});

/** Calls a model with the SDK as it comes. */
export const ask = (url: URL, changes: Partial<InvokeEndpointCommandInput> = {}) =>
  plain(url).send(new InvokeEndpointCommand(input(changes)));
