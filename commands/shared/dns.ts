import { lookup } from 'node:dns/promises';
import { isPrivateAddress } from '../../client/network/private-addresses';

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
  return { host, addresses, allPrivate: addresses.every(isPrivateAddress), tookMs: performance.now() - start };
}

/** A resolution in one line, for a person. */
export function formatResolution({ host, addresses, allPrivate, tookMs }: Resolution): string {
  const verdict = allPrivate ? 'all private' : 'NOT ALL PRIVATE: calls leave the VPC';
  return `${host} resolves to ${addresses.join(', ')} (${verdict}; ${tookMs.toFixed(1)} ms)`;
}
