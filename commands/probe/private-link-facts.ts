/** A network interface of the PrivateLink endpoint. */
export interface NetworkInterface {
  readonly address: string;
  /** The zone, by name. */
  readonly zone: string;
  readonly subnetId?: string | undefined;
}

export type NameKind = 'private' | 'regional' | 'zonal';

/** A name that the endpoint can be called by. */
export interface HostName {
  readonly host: string;
  readonly kind: NameKind;
  /** Of a zonal name, by name. */
  readonly zone?: string;
}

/** The PrivateLink endpoint that a VPC's calls take, with the zones of its addresses and the names it is called by. */
export interface PrivateLinkFacts {
  readonly id: string;
  readonly state: string;
  readonly privateDns: boolean;
  readonly interfaces: readonly NetworkInterface[];
  readonly names: readonly HostName[];
}

/** Which zone answers at an address; undefined where it is none of the PrivateLink endpoint's. */
export const zoneAt = (interfaces: readonly NetworkInterface[], address: string | null): string | undefined =>
  interfaces.find((one) => one.address === address)?.zone;
