import type { ClientZone } from '../zone/client-zone';

/** An Availability Zone of the PrivateLink endpoint. */
export interface PrivateLinkZone {
  /** The zone's name in this account, such as `us-east-1a`. */
  readonly name: string;
  /** The PrivateLink endpoint's name that resolves to this zone only. */
  readonly dnsName: string;
}

/** The zones of the PrivateLink endpoint, by zone ID: the network's output `private_link_zones`. */
export type PrivateLinkZones = Readonly<Record<string, PrivateLinkZone>>;

/** The ID of the PrivateLink endpoint's zone that a client is in, if there is one. */
export function ownZoneId(zones: PrivateLinkZones, own: ClientZone | undefined): string | undefined {
  if (own === undefined) return undefined;
  // By ID first: names are mapped to zones by each account on its own.
  if (own.id !== undefined) return own.id in zones ? own.id : undefined;
  return Object.entries(zones).find(([, { name }]) => name === own.name)?.[0];
}
