/** A network interface of the PrivateLink endpoint. */
export interface NetworkInterface {
  readonly address: string;
  /** The zone, by name. */
  readonly zone: string;
}

export type NameKind = 'private' | 'regional' | 'zonal';

/** A name that the endpoint can be called by. */
export interface HostName {
  readonly host: string;
  readonly kind: NameKind;
  /** Of a zonal name. */
  readonly zone?: string;
}

/** Which zone answers at an address; undefined where it is none of the PrivateLink endpoint's. */
export const zoneAt = (interfaces: readonly NetworkInterface[], address: string | null): string | undefined =>
  interfaces.find((one) => one.address === address)?.zone;
