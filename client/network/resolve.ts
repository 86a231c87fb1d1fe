import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Resolves a name to its addresses. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** How long DNS may take that is asked without the system's resolver. */
const QUERY_MS = 1_000;
/** How long the other answer is waited for once there is one. */
const OTHER_ANSWER_MS = 50;

/**
 * Resolves a name both ways: by the system's resolver, which knows /etc/hosts but sorts its answer and may give only a
 * part, and by a DNS query, which is not sorted. The query's addresses count only beside one of the system's: a name
 * that this machine maps elsewhere must not lead out of there.
 *
 * @throws what the system's resolver says, if neither has an address
 */
export async function resolveBothWays(hostname: string): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  const query = hostname === 'localhost' ? Promise.resolve([]) : byQueryOrNone(hostname);
  const system = lookup(hostname, { all: true }).then(
    (found) => found.map(({ address }) => address),
    async (error: unknown) => {
      const found = await query;
      if (found.length === 0) throw error;
      return found;
    },
  );
  // A resolver that hangs is not waited for longer than the query might have taken.
  const hanging = query.then((found) => (found.length === 0 ? system : after(QUERY_MS, found)));
  const answer = await Promise.race([system, hanging]);
  const byQuery = await Promise.race([query, after(OTHER_ANSWER_MS, [])]);
  return byQuery.some((address) => answer.includes(address)) ? [...new Set([...answer, ...byQuery])] : answer;
}

const byQueryOrNone = (hostname: string): Promise<readonly string[]> =>
  new Resolver({ timeout: QUERY_MS, tries: 1 }).resolve4(hostname).catch(() => []);

const after = (ms: number, value: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve) => void setTimeout(resolve, ms, value).unref());
