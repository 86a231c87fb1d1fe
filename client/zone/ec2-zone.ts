import { type ClientZone, parseZone } from './client-zone';
import { requestText } from './request-text';

const METADATA = 'http://169.254.169.254';
const TOKEN_SECONDS = '60';

/**
 * The zone of an EC2 instance, from its instance metadata, version 2.
 *
 * A container is one network hop further away than the instance: its instance needs a hop limit of 2
 * (`HttpPutResponseHopLimit`), otherwise the token never arrives.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 */
export async function ec2Zone(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<ClientZone | undefined> {
  const service = (env.AWS_EC2_METADATA_SERVICE_ENDPOINT || METADATA).replace(/\/$/, '');
  const token = await requestText(
    `${service}/latest/api/token`,
    signal,
    { 'X-aws-ec2-metadata-token-ttl-seconds': TOKEN_SECONDS },
    'PUT',
  );
  const ask = async (item: string) =>
    parseZone(
      await requestText(`${service}/latest/meta-data/placement/${item}`, signal, { 'X-aws-ec2-metadata-token': token }),
    );
  // One of them is enough.
  const [id, name] = await Promise.allSettled([ask('availability-zone-id'), ask('availability-zone')]);
  const zone = {
    ...(id.status === 'fulfilled' && id.value),
    ...(name.status === 'fulfilled' && name.value),
  };
  return zone.id === undefined && zone.name === undefined ? undefined : zone;
}
