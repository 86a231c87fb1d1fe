/** An error as the Runtime answers it: its code, HTTP status and fields, from the API's model. */
export class RuntimeFault extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** As it stands in a body. */
  toJson(): string {
    return JSON.stringify({ Message: this.message, ...this.fields });
  }
}

const ACCOUNT = '123456789012';

export const endpointNotFound = (name: string) =>
  new RuntimeFault('ValidationError', 400, `Endpoint ${name} of account ${ACCOUNT} not found.`);

export const variantNotFound = (name: string) =>
  new RuntimeFault('ValidationError', 400, `Variant ${name} does not exist.`);

export const invalid = (message: string) => new RuntimeFault('ValidationError', 400, message);

export const notSigned = () =>
  new RuntimeFault('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');

export const tooLarge = (limit: number) => new RuntimeFault('413', 413, `HTTP content length exceeded ${limit} bytes.`);

export const notImplemented = (what: string) =>
  new RuntimeFault(
    'UnknownOperationException',
    404,
    `The local runtime does not implement ${what}: it knows InvokeEndpoint and InvokeEndpointWithResponseStream.`,
  );

/** What the container answered is no success, or it answered nothing in time (status 0). */
export function modelError(endpoint: string, region: string, status: number, original: string): RuntimeFault {
  const kind = status >= 400 && status < 500 ? 'client' : 'server';
  const group = `/aws/sagemaker/Endpoints/${endpoint}`;
  return new RuntimeFault(
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

/** The errors that can be ordered, by name. */
export const ORDERABLE: Readonly<Record<string, () => RuntimeFault>> = {
  InternalFailure: () => new RuntimeFault('InternalFailure', 500, 'An internal failure occurred.'),
  ServiceUnavailable: () => new RuntimeFault('ServiceUnavailable', 503, 'The service is unavailable. Try again.'),
  InternalDependencyException: () =>
    new RuntimeFault('InternalDependencyException', 530, 'A dependency of the service failed.'),
  ModelNotReadyException: () => new RuntimeFault('ModelNotReadyException', 429, 'The model is not ready. Try again.'),
  ThrottlingException: () => new RuntimeFault('ThrottlingException', 400, 'Rate exceeded'),
  AccessDeniedException: () =>
    new RuntimeFault(
      'AccessDeniedException',
      403,
      'User is not authorized to perform: sagemaker:InvokeEndpoint because no identity-based policy allows the sagemaker:InvokeEndpoint action',
    ),
  ValidationError: () => invalid('Invalid request.'),
  ModelError: () => modelError('ordered', 'us-east-1', 500, 'ordered'),
};
