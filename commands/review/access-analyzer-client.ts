import { Signer, type SigningCredentials } from '../../client/request/sigv4';

/** The API's CheckNoNewAccess. */
export type CheckNoNewAccess = (request: {
  readonly existingPolicyDocument: string;
  readonly newPolicyDocument: string;
  readonly policyType: string;
}) => Promise<{
  readonly result?: string;
  readonly message?: string;
  readonly reasons?: readonly { readonly description?: string }[];
}>;

const PATH = '/policy/check-no-new-access';
/** Large policies take AWS a while. */
const TIMEOUT_MS = 60_000;

/**
 * Calls IAM Access Analyzer in a region. One call of an API does not need a client of the SDK.
 *
 * @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoNewAccess.html
 */
export function accessAnalyzerClient(
  region: string,
  credentials: () => Promise<SigningCredentials>,
  send: typeof fetch = fetch,
): CheckNoNewAccess {
  const host = `access-analyzer.${region}.amazonaws.com`;
  const signer = new Signer(region, 'access-analyzer');
  return async (request) => {
    const body = JSON.stringify(request);
    const headers = [
      ['content-type', 'application/json'],
      ['host', host],
    ] as const;
    const response = await send(`https://${host}${PATH}`, {
      method: 'POST',
      headers: signer.sign({ path: PATH, headers, body }, await credentials(), Date.now()),
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await response.json().catch(() => ({}))) as Awaited<ReturnType<CheckNoNewAccess>>;
    if (response.ok) return answer;
    const error = new Error(answer.message ?? `AWS answers ${response.status}`);
    // `ValidationException:http://…`
    error.name = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? 'Error';
    throw error;
  };
}
