const PATH = '/2026-01-15/metadata/execution-environment';
const TIMEOUT_MS = 1_000;

/**
 * The zone this function runs in, by id: asked on every run, for Lambda may start it elsewhere each time. Null where it
 * cannot be found out.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-metadata-endpoint.html
 */
export async function executionZone(): Promise<string | null> {
  const { AWS_LAMBDA_METADATA_API: api, AWS_LAMBDA_METADATA_TOKEN: token } = process.env;
  if (api === undefined || token === undefined) return null;
  try {
    const answer = await fetch(`http://${api}${PATH}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { AvailabilityZoneID: zone } = (await answer.json()) as { AvailabilityZoneID?: string };
    return zone ?? null;
  } catch {
    return null;
  }
}
