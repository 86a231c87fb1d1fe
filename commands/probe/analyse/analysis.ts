import type { RunResponse } from '../function/contract';
import { figuresOf, type NameFigures } from './figures';
import { type CrossZoneCost, crossZoneCosts } from './cross-zone-cost';
import type { HostName, NetworkInterface } from '../private-link-facts';

/** A zone that is measured from. */
export interface MeasuredZone {
  /** By name. */
  readonly zone: string;
  /** By id: that of the function's subnet. Null where it is not known. */
  readonly zoneId: string | null;
  /** Whether it is measured from the subnet of one of the PrivateLink endpoint's network interfaces. Null: not known. */
  readonly inInterfaceSubnet: boolean | null;
}

export interface ClientFigures extends MeasuredZone {
  /** Why its figures are not used. */
  readonly unused: string | null;
  readonly names: readonly NameFigures[];
  readonly hops: readonly CrossZoneCost[];
}

/** All that one client zone has measured. Where a run was in another zone than the subnet, none of it is used. */
export function analyse(
  client: MeasuredZone,
  runs: readonly RunResponse[],
  names: readonly HostName[],
  interfaces: readonly NetworkInterface[],
): ClientFigures {
  const strays = runs.flatMap(({ zoneId }) =>
    zoneId === null || client.zoneId === null || zoneId === client.zoneId ? [] : [zoneId],
  );
  const unused =
    strays.length > 0
      ? `${strays.length} of ${runs.length} runs were in ${[...new Set(strays)].join(', ')}, and the subnet is in ${client.zoneId}`
      : runs.length === 0
        ? 'nothing was measured from there'
        : null;
  const blocks = runs.flatMap((run) => run.blocks);
  if (unused !== null) return { ...client, unused, names: [], hops: [] };
  return {
    ...client,
    unused,
    names: names.map((name) => figuresOf(name, blocks, interfaces)),
    hops: crossZoneCosts(client.zone, blocks, interfaces),
  };
}
