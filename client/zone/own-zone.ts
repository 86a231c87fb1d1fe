import type { PrivateLinkZones } from '../network/zones';
import { type ClientZone, parseZone } from './client-zone';
import { detectZone } from './detect-zone';

/**
 * The zone that the options name, or that the platform does where there are zones to choose from.
 *
 * @param zone - an ID or a name
 * @throws RangeError if it is neither
 */
export async function ownZone(zone: string | undefined, zones: PrivateLinkZones): Promise<ClientZone | undefined> {
  if (zone === undefined) return Object.keys(zones).length === 0 ? undefined : detectZone();
  const parsed = parseZone(zone);
  if (parsed === undefined) {
    throw new RangeError(`zone is '${zone}': it must be a zone's ID (use1-az4) or name (us-east-1a)`);
  }
  return parsed;
}
