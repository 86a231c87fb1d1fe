import { resolve4 } from 'node:dns/promises';

/**
 * What DNS answers for a name, in its order. Nothing where it has none.
 *
 * @param host - a host name, or an origin with a scheme
 */
export const dnsAddresses = (host: string): Promise<string[]> =>
  resolve4(new URL(host.includes('://') ? host : `https://${host}`).hostname).catch(() => []);
