import { lookup } from 'node:dns/promises';

/** Whether an address is not routed on the internet: RFC 1918, RFC 6598, RFC 4193, link-local or loopback. */
export function isPrivate(address: string): boolean {
  // Loaded here, since most calls never ask and would start later for it.
  const { Address4, Address6 } = require('ip-address') as typeof import('ip-address');
  const parsed = address.includes(':') ? new Address6(address) : new Address4(address);
  return parsed.isPrivate() || parsed.isCGNAT() || parsed.isLinkLocal() || parsed.isLoopback();
}

/** What a name resolves to, here and now. */
export interface Resolution {
  readonly host: string;
  readonly addresses: readonly string[];
  readonly allPrivate: boolean;
  readonly tookMs: number;
}

/**
 * @param host - a name, or an address; a port behind it is left out
 * @throws what the resolver says, where there is no such name
 */
export async function resolveHost(host: string): Promise<Resolution> {
  const start = performance.now();
  const found = await lookup(new URL(`https://${host}`).hostname.replace(/^\[|\]$/g, ''), { all: true });
  const addresses = found.map(({ address }) => address);
  return { host, addresses, allPrivate: addresses.every(isPrivate), tookMs: performance.now() - start };
}

/** A resolution in one line, for a person. */
export function formatResolution({ host, addresses, allPrivate, tookMs }: Resolution): string {
  const verdict = allPrivate ? 'all private' : 'NOT ALL PRIVATE: calls leave the VPC';
  return `${host} resolves to ${addresses.join(', ')} (${verdict}; ${tookMs.toFixed(1)} ms)`;
}
