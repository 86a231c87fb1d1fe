import { type ClientZone, parseZone } from './client-zone';
import { requestText } from './request-text';

/**
 * The zone of a Lambda execution environment, from Lambda's metadata endpoint: an id.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-metadata-endpoint.html
 */
export async function lambdaZone(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<ClientZone | undefined> {
  const { AWS_LAMBDA_METADATA_API: api, AWS_LAMBDA_METADATA_TOKEN: token } = env;
  if (!api || !token) return undefined;
  const url = `http://${api}/2026-01-15/metadata/execution-environment`;
  const answer = await requestText(url, signal, { Authorization: `Bearer ${token}` });
  const { AvailabilityZoneID } = JSON.parse(answer) as { AvailabilityZoneID?: unknown };
  return parseZone(String(AvailabilityZoneID));
}
