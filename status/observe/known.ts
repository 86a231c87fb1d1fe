/** What was asked for: what was found, or why it could not be found out. */
export type Known<T> = { readonly value: T } | { readonly unknown: string };

export const isKnown = <T>(known: Known<T>): known is { readonly value: T } => 'value' in known;

/** What must be known of an error to say what to do about it. */
interface Failure {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
}

/**
 * Asks AWS, and takes no for an answer.
 *
 * @param action - the IAM action that asking takes, for whoever lacks it
 */
export async function ask<T>(action: string, answer: () => Promise<T>): Promise<Known<T>> {
  try {
    return { value: await answer() };
  } catch (error) {
    return { unknown: `${action}: ${reasonOf(error as Failure)}` };
  }
}

function reasonOf({ name = 'Error', message = '', code = '' }: Failure): string {
  if (/AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized/i.test(name))
    return 'these credentials may not do that: docs/security.md has the policy that status needs';
  if (/Credentials|Token(Expired|Refresh)|CouldNotLoad/.test(name) && !/^(Expired|Invalid|Unrecognized)/.test(name))
    return `there are no AWS credentials that can be used: set AWS_PROFILE, or sign in (${firstLine(message)})`;
  if (
    /ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature|AuthFailure|RequestExpired/.test(
      name,
    )
  )
    return `AWS does not take these credentials: sign in again (${name})`;
  if (/Throttl|RequestLimitExceeded|TooManyRequests/.test(name)) return 'AWS is asked too often just now: try again';
  if (/^(ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH)/.test(code) || name === 'TimeoutError')
    return `AWS cannot be reached from here: ${firstLine(message) || code || name}`;
  return `${name}: ${firstLine(message)}`;
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
