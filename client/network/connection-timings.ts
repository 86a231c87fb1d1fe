/** Where an open connection leads, and how long each step of opening it took. */
export interface ConnectionTimings {
  /** Counts the connections that a client opened, from 1. */
  readonly number: number;
  /** The name, or the address, that was called. */
  readonly hostname: string;
  /** What the name resolved to. */
  readonly addresses: readonly string[];
  /** The address that was connected to. */
  readonly address: string;
  /** The zone of the address, by ID and by name, where zonal names say so. */
  readonly zone?: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined;
  /** Waiting for the name's addresses, in milliseconds; 0 where they were known. */
  readonly dnsMs: number;
  /** TCP and, for HTTPS, TLS, in milliseconds. */
  readonly connectMs: number;
  /** TCP alone, in milliseconds. */
  readonly tcpMs: number;
}
