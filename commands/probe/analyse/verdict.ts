import { isPrivateAddress } from '../../../client/network/private-addresses';
import type { ClientFigures } from './analysis';
import { type AffinityByResolver, affinityByResolver, resolverSentences } from './resolver-affinity';
import type { NameFigures } from './figures';
import type { CrossZoneCost } from './cross-zone-cost';
import type { NameKind, NetworkInterface } from '../private-link-facts';

/** How the connections to a kind of name were answered, over all client zones. */
export type ZoneAffinity = 'always' | 'never' | 'by chance' | 'not known';

export interface ProbeVerdict {
  /** Whether every name led to the PrivateLink endpoint, and to nothing else. Null where nothing is known. */
  readonly insideVpc: boolean | null;
  /** Whether clients are answered in their own zone. */
  readonly keepsToZone: Readonly<Record<NameKind, ZoneAffinity>>;
  /** The same of clients that resolve a name one way or the other, and connect to the first address. */
  readonly affinityByResolver: AffinityByResolver;
  /** What being answered in another zone costs: the median over all pairs of zones. Null where none could be compared. */
  readonly hop: (Pick<CrossZoneCost, 'costMs'> & { readonly measurable: boolean }) | null;
  readonly sentences: readonly string[];
  readonly advice: readonly string[];
}

const KIND_NAMES: Readonly<Record<NameKind, string>> = {
  private: "the Runtime's own name",
  regional: 'the regional PrivateLink name',
  zonal: 'the zonal PrivateLink names',
};

export function probeVerdict(clients: readonly ClientFigures[], interfaces: readonly NetworkInterface[]): ProbeVerdict {
  const used = clients.filter(({ unused }) => unused === null);
  const outside = used.flatMap(({ zone, names }) => names.flatMap((name) => outsideOf(zone, name, interfaces)));
  const anyAddress = used.some(({ names }) => names.some(({ addresses }) => addresses.length > 0));
  const keepsToZone = {
    private: affinityOf(used, 'private'),
    regional: affinityOf(used, 'regional'),
    zonal: affinityOf(used, 'zonal'),
  };
  const byResolver = affinityByResolver(used);
  const hops = used.flatMap((client) => client.hops);
  const hop = summary(hops);
  const uncovered = used.filter(({ zone }) => !interfaces.some((one) => one.zone === zone)).map(({ zone }) => zone);
  const unreachable = used.flatMap(({ zone, names }) =>
    names.filter(({ samples }) => samples === 0).map(({ host, errors }) => ({ zone, host, errors })),
  );
  return {
    insideVpc: anyAddress ? outside.length === 0 : null,
    keepsToZone,
    affinityByResolver: byResolver,
    hop,
    sentences: [
      ...(anyAddress
        ? [insideSentence(outside)]
        : ['No name resolved to any address: nothing can be said of the way.']),
      ...unreachable.map(
        ({ zone, host, errors: [error] }) =>
          `From ${zone} no call by ${host} was answered${error === undefined ? '' : `: ${error.kind}: ${error.text}`}.`,
      ),
      ...(['private', 'regional'] as const).flatMap((kind) => affinitySentence(kind, keepsToZone[kind], used)),
      ...resolverSentences(used),
      ...crossZoneSentence(hops, hop),
      ...clients.flatMap(({ zone, unused }) => (unused === null ? [] : [`${zone} is not used: ${unused}.`])),
    ],
    advice: adviceOf({
      outside: outside.length > 0,
      keepsToZone,
      unsorted: byResolver.resolve4.private,
      hop,
      uncovered,
      unreachable: unreachable.length > 0,
    }),
  };
}

/** Addresses that are none of the PrivateLink endpoint's, with what they mean. */
const outsideOf = (zone: string, { host, addresses }: NameFigures, interfaces: readonly NetworkInterface[]): string[] =>
  addresses
    .filter((address) => !interfaces.some((one) => one.address === address))
    .map(
      (address) =>
        `${host} resolves to ${address} in ${zone}, ${isPrivateAddress(address) ? 'which is private, but none of the PrivateLink endpoint’s' : 'which is public'}`,
    );

const insideSentence = (outside: readonly string[]): string =>
  outside.length === 0
    ? 'Every call stays inside the VPC: every name resolved to network interfaces of the PrivateLink endpoint, and to nothing else.'
    : `NOT every call stays inside the VPC: ${[...new Set(outside)].join('; ')}.`;

function affinityOf(clients: readonly ClientFigures[], kind: NameKind): ZoneAffinity {
  const answered = clients.flatMap(({ zone, names }) =>
    names
      .filter((name) => name.kind === kind && (kind !== 'zonal' || name.zone === zone))
      .map(({ connections, connectionsByAnsweringZone: { [zone]: own = 0 } }) => ({ own, connections })),
  );
  const connections = answered.reduce((sum, one) => sum + one.connections, 0);
  const own = answered.reduce((sum, one) => sum + one.own, 0);
  if (connections === 0) return 'not known';
  if (own === connections) return 'always';
  return own === 0 ? 'never' : 'by chance';
}

function affinitySentence(
  kind: 'private' | 'regional',
  how: ZoneAffinity,
  clients: readonly ClientFigures[],
): string[] {
  if (how === 'not known') return [];
  const shares = clients.flatMap(({ zone, names }) =>
    names
      .filter((name) => name.kind === kind && name.connections > 0)
      .map(
        ({ connections, connectionsByAnsweringZone: { [zone]: own = 0 } }) =>
          `${zone} ${own} of ${connections} connections`,
      ),
  );
  const affinity = {
    always: 'keeps to the zone of the client',
    never: 'leads to other zones only',
    'by chance': 'leads to any zone, whatever the client’s',
  }[how];
  return [`${upper(KIND_NAMES[kind])} ${affinity} (answered in its own zone: ${shares.join(', ')}).`];
}

/** Whether zero is within the interval: the difference may be none. */
const isTie = ({ interval95Ms }: CrossZoneCost): boolean =>
  interval95Ms === null || (interval95Ms.lowMs <= 0 && interval95Ms.highMs >= 0);

function crossZoneSentence(hops: readonly CrossZoneCost[], hop: ProbeVerdict['hop']): string[] {
  if (hop === null) return [];
  const [lowest, highest] = [Math.min(...hops.map((one) => one.costMs)), Math.max(...hops.map((one) => one.costMs))];
  const range = hops.length < 2 ? '' : `; ${ms(lowest)} to ${ms(highest)} ms by pair of zones`;
  return hop.measurable
    ? [`Being answered in another zone takes ${ms(hop.costMs)} ms longer at the median${range}.`]
    : [
        `Being answered in another zone makes no difference that could be measured (${ms(hop.costMs)} ms at the median${range}).`,
      ];
}

function summary(hops: readonly CrossZoneCost[]): ProbeVerdict['hop'] {
  if (hops.length === 0) return null;
  const costs = hops.map(({ costMs }) => costMs).toSorted((a, b) => a - b);
  return {
    costMs: costs[Math.floor((costs.length - 1) / 2)] as number,
    // Most of them, not any: of many pairs some differ by chance.
    measurable: hops.filter((one) => !isTie(one) && one.costMs > 0).length * 2 > hops.length,
  };
}

function adviceOf({
  outside,
  keepsToZone,
  unsorted,
  hop,
  uncovered,
  unreachable,
}: {
  outside: boolean;
  keepsToZone: ProbeVerdict['keepsToZone'];
  /** Of the Runtime's own name, for clients whose resolver does not sort. */
  unsorted: ZoneAffinity;
  hop: ProbeVerdict['hop'];
  uncovered: readonly string[];
  unreachable: boolean;
}): string[] {
  if (outside)
    return [
      'Turn private DNS on, and both DNS attributes of the VPC: npm run status says which is off. Until then call by a PrivateLink name.',
    ];
  if (uncovered.length > 0)
    return [
      `Add ${uncovered.join(', ')} to the zones of the network: clients there have no network interface of the PrivateLink endpoint in their own zone.`,
    ];
  if (unreachable) return ['See to the names that were not answered first: what was measured of the others stands.'];
  const everyClientKeeps = keepsToZone.private === 'always' && (unsorted === 'always' || unsorted === 'not known');
  if (everyClientKeeps) return ["Nothing: the Runtime's own name already keeps clients in their zone."];
  if (keepsToZone.private === 'not known') return ['Measure again: the Runtime’s own name was not measured.'];
  if (hop === null || !hop.measurable)
    return ['Nothing: which zone answers makes no difference here that could be measured.'];
  if (keepsToZone.private === 'always')
    return [
      'Nothing for clients that use getaddrinfo in the subnet of a network interface: they keep to their zone. Others do not: ' +
        'where that is worth it, let clients in other subnets, or with a resolver that does not sort, call by the zonal name of their own zone (output private_link_zonal_dns_names), and fall back to the Runtime’s own name.',
    ];
  return [
    'Where that is worth it, let clients call by the zonal name of their own zone (output private_link_zonal_dns_names). ' +
      'Such a name knows one network interface only: fall back to the Runtime’s own name when it does not answer.',
  ];
}

const ms = (value: number): string => value.toFixed(2);
const upper = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
