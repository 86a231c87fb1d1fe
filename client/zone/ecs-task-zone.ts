import { type ClientZone, parseZone } from './client-zone';
import { requestText } from './request-text';

/**
 * The zone of an ECS task, from its task metadata, version 4: a name. AWS documents it for Fargate only.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-response.html
 */
export async function ecsTaskZone(metadataUri: string, signal: AbortSignal): Promise<ClientZone | undefined> {
  const { AvailabilityZone } = JSON.parse(await requestText(`${metadataUri}/task`, signal, {})) as {
    AvailabilityZone?: unknown;
  };
  return parseZone(String(AvailabilityZone));
}
