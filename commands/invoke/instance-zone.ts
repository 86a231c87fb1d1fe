/** EC2's instance metadata, as the SDKs find it. */
const METADATA = 'http://169.254.169.254';
const METADATA_TIMEOUT_MS = 300;

/**
 * The zone this machine is in, by id, where it can be known: from EC2's instance metadata (version 2).
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html
 */
export async function instanceZone(): Promise<string | undefined> {
  if (process.env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true') return undefined;
  const service = process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? METADATA;
  const signal = AbortSignal.timeout(METADATA_TIMEOUT_MS);
  try {
    const token = await fetch(new URL('/latest/api/token', service), {
      method: 'PUT',
      headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '60' },
      signal,
    });
    const zone = await fetch(new URL('/latest/meta-data/placement/availability-zone-id', service), {
      headers: { 'X-aws-ec2-metadata-token': await token.text() },
      signal,
    });
    return zone.ok ? await zone.text() : undefined;
  } catch {
    return undefined; // not on EC2, or not allowed to ask
  }
}
