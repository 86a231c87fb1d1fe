/** What an error of an AWS SDK has, and one of the network. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
}

/** Says why a request to AWS failed, and what to do about it. */
export function explainAwsError(error: unknown): string {
  const { name = 'Error', message = '', code = '' } = (error ?? {}) as SdkError;
  if (/AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized/i.test(name))
    return 'these credentials may not do that: docs/security.md has the policy that is needed';
  if (/Credentials|Token(Expired|Refresh)|CouldNotLoad/.test(name) && !/^(Expired|Invalid|Unrecognized)/.test(name))
    return `there are no AWS credentials that can be used: set AWS_PROFILE, or sign in (${firstLine(message)})`;
  if (
    /ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|AuthFailure|RequestExpired/.test(
      name,
    )
  )
    return `AWS does not take these credentials: sign in again (${name})`;
  if (/Throttl|RequestLimitExceeded|TooManyRequests/.test(name)) return 'AWS is asked too often just now: try again';
  if (name === 'TimeoutError')
    return 'AWS does not answer: a machine in the VPC may have no way to its APIs; ask from elsewhere';
  if (/^(ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH)/.test(code))
    return `AWS cannot be reached from here: ${firstLine(message) || code}`;
  return `${name}: ${firstLine(message)}`;
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
