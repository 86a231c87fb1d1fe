import type { ConnectionBlock } from '../function/contract';
import type { ConfidenceInterval } from '../../shared/statistics/percentiles';
import { intervals, percentileOf, sortedSamples } from './sampling';
import { type NetworkInterface, zoneAt } from '../private-link-facts';

/** What it costs a client to be answered in another zone than its own: the difference of the medians. */
export interface CrossZoneCost {
  readonly from: string;
  readonly to: string;
  readonly costMs: number;
  readonly interval95Ms: ConfidenceInterval | null;
  /** Connections that were answered there. */
  readonly connections: number;
}

/**
 * The costs for clients of one zone, by the zone that answered. The name makes no difference: the path is the same.
 *
 * @param blocks - those of clients in that zone
 */
export function crossZoneCosts(
  from: string,
  blocks: readonly ConnectionBlock[],
  interfaces: readonly NetworkInterface[],
): CrossZoneCost[] {
  const groupsIn = (zone: string) =>
    blocks
      .filter(({ address, latencies }) => latencies.length > 0 && zoneAt(interfaces, address) === zone)
      .map(({ latencies }) => latencies);
  const own = groupsIn(from);
  const others = [...new Set(interfaces.map(({ zone }) => zone))].filter((zone) => zone !== from).toSorted();
  return others.flatMap((to) => {
    const there = groupsIn(to);
    if (own.length === 0 || there.length === 0) return [];
    const [interval95Ms = null] = intervals([own, there], [difference]);
    const costMs = difference([sortedSamples(own), sortedSamples(there)]);
    return [{ from, to, costMs, interval95Ms, connections: there.length }];
  });
}

const difference = ([own, there]: readonly Float64Array[]): number =>
  percentileOf(there as Float64Array, 50) - percentileOf(own as Float64Array, 50);
