export type Fetch = typeof globalThis.fetch;

/** HCP Terraform may still be planning: ten thousand resources take minutes. */
const PLAN_POLLING = { tries: 60, pauseMs: 5000 };

/**
 * What a run of HCP Terraform planned, in its redacted form: that takes no more than the permission to plan, while the
 * full form takes an administrator's token, which no pull request should have.
 *
 * @see https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans
 */
export async function redactedPlan(
  hostname: string,
  runId: string,
  environment: Readonly<Record<string, string | undefined>>,
  fetch: Fetch,
  { tries, pauseMs } = PLAN_POLLING,
): Promise<string> {
  const token = tokenFor(hostname, environment);
  const get = async (path: string): Promise<Response> => {
    const url = `https://${hostname}/api/v2/${path}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${url} answered ${response.status}: may the token plan in this workspace?`);
    return response;
  };
  const run = (await (await get(`runs/${runId}`)).json()) as RunResponse;
  const plan = run.data?.relationships?.plan?.data?.id;
  if (plan === undefined) throw new Error(`HCP Terraform says of ${runId} nothing about a plan`);
  for (let left = tries; left > 0; left -= 1) {
    // It redirects to a URL that is valid for a minute; fetch follows, and does not send the token there.
    const response = await get(`plans/${plan}/json-output-redacted`);
    if (response.status !== NOT_YET) return response.text();
    await new Promise((done) => setTimeout(done, pauseMs));
  }
  throw new Error(`HCP Terraform has not written down ${plan} of ${runId} in time`);
}

const NOT_YET = 204;

interface RunResponse {
  readonly data?: { readonly relationships?: { readonly plan?: { readonly data?: { readonly id?: string } } } };
}

/** Where Terraform itself looks for it. */
export const tokenName = (hostname: string): string =>
  `TF_TOKEN_${hostname.replaceAll('-', '__').replaceAll('.', '_')}`;

function tokenFor(hostname: string, environment: Readonly<Record<string, string | undefined>>): string {
  const token = environment[tokenName(hostname)];
  if (token === undefined || token === '')
    throw new Error(`there is no token for ${hostname}: set ${tokenName(hostname)}`);
  return token;
}
