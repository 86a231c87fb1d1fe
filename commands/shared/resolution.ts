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

/** EC2's instance metadata, as the SDKs find it. */
const METADATA = 'http://169.254.169.254';
const METADATA_TIMEOUT_MS = 300;

/**
 * The zone this machine is in, by id, where it can be known: from EC2's instance metadata (version 2).
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html
 */
export async function zoneOfThisMachine(): Promise<string | undefined> {
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
