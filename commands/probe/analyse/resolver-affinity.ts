import type { ConnectionBlock, ResolverAnswers } from '../function/contract';
import { type NameKind, type NetworkInterface, zoneAt } from '../private-link-facts';
import type { ClientFigures } from './analysis';
import type { ZoneAffinity } from './verdict';

/** By `lookup` getaddrinfo is meant, by `resolve4` a resolver that keeps the order of DNS. */
export type ResolverKind = keyof ResolverAnswers;

/** How many answers had which zone's address first; '' stands for none of the PrivateLink endpoint's. */
export type FirstZones = Readonly<Record<ResolverKind, Readonly<Record<string, number>>>>;

/** Whether a client that connects to the first address stays in its zone, by how it resolves the name. */
export type AffinityByResolver = Readonly<Record<ResolverKind, Readonly<Record<'private' | 'regional', ZoneAffinity>>>>;

export function firstZonesOf(blocks: readonly ConnectionBlock[], interfaces: readonly NetworkInterface[]): FirstZones {
  const counted = (resolver: ResolverKind) => {
    const counts: Record<string, number> = {};
    for (const { resolutions } of blocks) {
      const [first] = resolutions[resolver];
      if (first === undefined) continue;
      const zone = zoneAt(interfaces, first) ?? '';
      counts[zone] = (counts[zone] ?? 0) + 1;
    }
    return counts;
  };
  return { lookup: counted('lookup'), resolve4: counted('resolve4') };
}

/** How many answers a zone's client got, and how many of them led to its own zone. */
interface Share {
  readonly zone: string;
  readonly own: number;
  readonly answers: number;
}

const sharesOf = (clients: readonly ClientFigures[], kind: NameKind, resolver: ResolverKind): Share[] =>
  clients.flatMap(({ zone, names }) =>
    names
      .filter((name) => name.kind === kind)
      .map(({ firstZones }) => ({
        zone,
        own: firstZones[resolver][zone] ?? 0,
        answers: Object.values(firstZones[resolver]).reduce((sum, count) => sum + count, 0),
      }))
      .filter(({ answers }) => answers > 0),
  );

function affinityOfShares(shares: readonly Share[]): ZoneAffinity {
  if (shares.length === 0) return 'not known';
  if (shares.every(({ own, answers }) => own === answers)) return 'always';
  return shares.every(({ own }) => own === 0) ? 'never' : 'by chance';
}

export function affinityByResolver(clients: readonly ClientFigures[]): AffinityByResolver {
  const both = (resolver: ResolverKind) => ({
    private: affinityOfShares(sharesOf(clients, 'private', resolver)),
    regional: affinityOfShares(sharesOf(clients, 'regional', resolver)),
  });
  return { lookup: both('lookup'), resolve4: both('resolve4') };
}

/** Whose affinity it is: what the Runtime's own name gives to clients that resolve it one way, and to those of the other. */
export function resolverSentences(clients: readonly ClientFigures[]): string[] {
  const inside = clients.every(({ inInterfaceSubnet }) => inInterfaceSubnet !== false);
  const whose: Readonly<Record<ResolverKind, string>> = {
    lookup: `A client that uses getaddrinfo ${inside ? 'in the subnet of a network interface' : 'where these functions are'}`,
    resolve4: 'A client whose resolver does not sort (dns.resolve4)',
  };
  return (['lookup', 'resolve4'] as const).flatMap((resolver) => {
    const shares = sharesOf(clients, 'private', resolver);
    if (shares.length === 0) return [];
    const affinity = {
      always: 'is led to its own zone',
      never: 'is led to other zones only',
      'by chance': 'is led to any zone',
      'not known': '',
    }[affinityOfShares(shares)];
    const counts = shares.map(({ zone, own, answers }) => `${zone} ${own} of ${answers} answers`).join(', ');
    return [`${whose[resolver]} ${affinity} by the Runtime's own name (own zone first: ${counts}).`];
  });
}

/** What the place of the functions means for their figures. */
export function subnetCaveat(clients: readonly ClientFigures[]): string[] {
  const inside = clients.filter(({ inInterfaceSubnet }) => inInterfaceSubnet === true).map(({ zone }) => zone);
  if (inside.length === 0) return [];
  return [
    `It was measured from the very subnets of the network interfaces (${inside.join(', ')}), where getaddrinfo puts the address of its own subnet first (RFC 6724). A client in another subnet of the zone gets what a resolver that does not sort gets.`,
  ];
}
