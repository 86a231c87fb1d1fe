/** An error that the Runtime responds with: its code, HTTP status and fields, as in the API's model. */
export class ServiceException extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The body of the response. */
  toJson(): string {
    return JSON.stringify({ Message: this.message, ...this.fields });
  }
}

const ACCOUNT = '123456789012';

export const endpointNotFound = (name: string) =>
  new ServiceException('ValidationError', 400, `Endpoint ${name} of account ${ACCOUNT} not found.`);

export const variantNotFound = (name: string) =>
  new ServiceException('ValidationError', 400, `Variant ${name} does not exist.`);

export const validationError = (message: string) => new ServiceException('ValidationError', 400, message);

export const missingSignature = () =>
  new ServiceException('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');

export const payloadTooLarge = (limit: number) =>
  new ServiceException('413', 413, `HTTP content length exceeded ${limit} bytes.`);

export const unknownOperation = (operation: string) =>
  new ServiceException(
    'UnknownOperationException',
    404,
    `The local runtime does not implement ${operation}: it knows InvokeEndpoint and InvokeEndpointWithResponseStream.`,
  );

/**
 * The container responded with an error, or not in time.
 *
 * @param status - the container's, or 0 if it did not respond
 * @param original - the container's message
 */
export function modelError(endpoint: string, region: string, status: number, original: string): ServiceException {
  const kind = status >= 400 && status < 500 ? 'client' : 'server';
  const group = `/aws/sagemaker/Endpoints/${endpoint}`;
  return new ServiceException(
    'ModelError',
    424,
    `Received ${kind} error (${status}) from primary with message "${original}". See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group} in account ${ACCOUNT} for more information.`,
    {
      OriginalStatusCode: status,
      OriginalMessage: original,
      LogStreamArn: `arn:aws:logs:${region}:${ACCOUNT}:log-group:${group}`,
    },
  );
}
