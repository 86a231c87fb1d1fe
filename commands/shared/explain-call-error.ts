import type { ModelError, ModelStreamError } from '@aws-sdk/client-sagemaker-runtime';

/** Why a call failed, for a person. */
export interface Explanation {
  /** The name of the error, by which failures are counted. */
  readonly kind: string;
  readonly happened: string;
  /** Where to find out more. */
  readonly look?: string | undefined;
  /** What to do. */
  readonly advice?: string | undefined;
  /** Whether nothing was sent, for want of something that the user must set. */
  readonly unconfigured?: true;
}

/** What was called when a call failed. */
export interface CallContext {
  readonly endpoint: string;
  readonly host: string;
  readonly region: string;
}

/** What an error of the SDK or of the network has. */
interface CallError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: unknown;
}

type Explain = (error: CallError, context: CallContext) => Omit<Explanation, 'kind'> | undefined;

/** Explains what the SDK or the network has thrown. */
export function explainCallError(error: unknown, context: CallContext): Explanation {
  const callError = (error ?? {}) as CallError;
  const kind = kindOf(callError);
  const explanation = EXPLANATIONS[kind]?.(callError, context);
  return { kind, ...(explanation ?? { happened: callError.message || String(error) }) };
}

/** An explanation as lines of text. */
export const formatExplanation = ({ kind, happened, look, advice }: Explanation): string =>
  [`${kind}: ${happened}`, look && `  look: ${look}`, advice && `  do:   ${advice}`].filter(Boolean).join('\n');

/** The service's own error code, or the network's. */
function kindOf({ name, code, cause }: CallError): string {
  const inner = (cause as CallError | undefined)?.code;
  if (code?.startsWith('UND_ERR_') === true && inner !== undefined) return inner;
  if (code !== undefined && /^(E[A-Z]|ERR_|UND_|DEPTH_|CERT_|SELF_|UNABLE_)/.test(code)) return code;
  return name ?? 'Error';
}

const explainModelError: Explain = (error, { region }) => {
  const { OriginalStatusCode: status = 0, OriginalMessage: message, LogStreamArn: log } = error as ModelError;
  const group = log?.split(':log-group:')[1]?.split(':')[0];
  return {
    happened:
      status === 0 ? `the container did not answer: ${message}` : `the container answered ${status}: ${message}`,
    look: group && `its log: aws logs tail ${group} --region ${region} --since 10m`,
    advice:
      status >= 400 && status < 500
        ? 'the model does not take this body: check --content-type, the columns and their order'
        : status === 0
          ? 'it took longer than SageMaker waits (60 s; 8 min for streams): send less at a time'
          : 'the container failed: its log says why',
  };
};

const explainForeignResponse: Explain = (_, { host }) => ({
  happened: `${host} answered something that is not SageMaker Runtime's`,
  advice: 'check --endpoint-url or --host: another server, or a proxy, is there',
});

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  ModelError: explainModelError,
  ModelStreamError: (error) => ({
    happened: `the stream broke: ${(error as ModelStreamError).Message ?? error.message}`,
    advice: 'what came before is no whole answer: call again',
  }),
  ValidationError: ({ message }, { endpoint, region }) => ({
    happened: message ?? '',
    advice: /not found|could not find/i.test(message ?? '')
      ? `check the name and the region: aws sagemaker list-endpoints --region ${region} --name-contains ${endpoint}`
      : undefined,
  }),
  AccessDeniedException: ({ message }, { endpoint }) => ({
    happened: message ?? '',
    advice: /[A-Z]/.test(endpoint)
      ? `SageMaker's ARNs are in lower case, and the policy is for one: call ${endpoint.toLowerCase()}`
      : 'the caller needs the caller policy (output caller_policy_arn), and to call through the PrivateLink endpoint, whose own policy must allow the endpoint',
  }),
  CredentialsProviderError: ({ message }) => ({
    unconfigured: true,
    happened: `no credentials: ${message}`,
    advice:
      'set AWS_PROFILE or --profile, or give the machine a role; aws sts get-caller-identity shows whose they are',
  }),
  Error: ({ message = '' }) =>
    message === 'Region is missing'
      ? { unconfigured: true, happened: 'no region', advice: 'say --region, or set AWS_REGION' }
      : { happened: message },
  SyntaxError: explainForeignResponse,
  Unknown: explainForeignResponse,
  HTTPParserError: explainForeignResponse,
  HPE_INVALID_CONSTANT: explainForeignResponse,
  ExpiredTokenException: ({ message }) => ({ happened: message ?? '', advice: 'log in again' }),
  UnrecognizedClientException: ({ message }) => ({
    happened: message ?? '',
    advice: 'the credentials are of no account that AWS knows: check AWS_PROFILE',
  }),
  InvalidSignatureException: ({ message }) => ({
    happened: message ?? '',
    advice: 'check the clock of this machine, and that the region is right',
  }),
  ENOTFOUND: (_, { host }) => ({
    happened: `${host} does not resolve`,
    advice:
      'a zonal name resolves everywhere; the private one needs both DNS attributes of the VPC and private DNS of the endpoint. Check the region, too',
  }),
  ECONNREFUSED: (_, { host }) => ({
    happened: `${host} refuses connections`,
    advice: 'nothing listens there: check --endpoint-url or --host',
  }),
  ECONNRESET: (_, { host }) => ({ happened: `${host} broke the connection off` }),
  ETIMEDOUT: (_, { host }) => ({
    happened: `no connection to ${host} in time`,
    advice:
      'a security group keeps the packets: the PrivateLink endpoint’s must let in 443 from this machine, and this machine’s must let it out',
  }),
  DeadlineError: ({ message }) => ({
    happened: message ?? 'no answer in time',
    advice: 'raise --timeout, or see in CloudWatch what is slow (ModelLatency, OverheadLatency)',
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ message }) => ({
    happened: message ?? '',
    advice: 'the certificate is for another name: call by a name that it is for',
  }),
  DEPTH_ZERO_SELF_SIGNED_CERT: (_, { host }) => ({
    happened: `the certificate of ${host} is signed by nobody that is trusted`,
    advice: 'of a local runtime: NODE_EXTRA_CA_CERTS=local-runtime.pem',
  }),
};
