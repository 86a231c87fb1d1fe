import type { IamStatement } from './iam';

/** Ways to call a SageMaker endpoint beyond InvokeEndpoint and its response stream. */
export interface InvocationKinds {
  /** The OpenAI-compatible route, which takes a bearer token in place of a signature. */
  readonly openAi: boolean;
  /** Streams in both directions, on port 8443. */
  readonly bidirectionalStreaming: boolean;
}

/** The IAM actions that are allowed on an endpoint. */
export const invokeActions = ({ bidirectionalStreaming }: InvocationKinds): readonly string[] => [
  'sagemaker:InvokeEndpoint',
  'sagemaker:InvokeEndpointWithResponseStream',
  ...(bidirectionalStreaming ? ['sagemaker:InvokeEndpointWithBidirectionalStream'] : []),
];

/**
 * What a call with a bearer token needs besides InvokeEndpoint. The action takes no resource; alone it invokes nothing.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-openai-compatible.html
 */
export const bearerTokenStatements = (
  { openAi }: InvocationKinds,
  principal: Pick<IamStatement, 'Principal'> = {},
): readonly IamStatement[] =>
  openAi
    ? [
        {
          Sid: 'CallWithBearerToken',
          Effect: 'Allow',
          ...principal,
          Action: ['sagemaker:CallWithBearerToken'],
          Resource: ['*'],
        },
      ]
    : [];
