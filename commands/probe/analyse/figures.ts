import {
  type ConfidenceInterval,
  CURVE_PERCENTS,
  type CurvePoint,
  hasEnoughSamples,
  PERCENTILES,
  samplesBeyond,
} from '../../shared/statistics/percentiles';
import type { ConnectionBlock } from '../function/contract';
import { type FirstZones, firstZonesOf } from './resolver-affinity';
import { intervals, meanOf, percentileOf, sortedSamples } from './sampling';
import { type HostName, type NetworkInterface, zoneAt } from '../private-link-facts';

export interface Percentile {
  readonly percent: number;
  readonly ms: number;
  /** Null where there are too few connections, or too few samples beyond it. */
  readonly interval95Ms: ConfidenceInterval | null;
}

/** What it takes until a new connection has answered a call: medians. */
export interface ColdFigures {
  readonly connections: number;
  readonly dnsMs: number;
  readonly tcpMs: number;
  readonly tlsMs: number;
  readonly firstCallMs: number;
}

/** What clients of one zone got from one name. */
export interface NameFigures extends HostName {
  readonly connections: number;
  /** Every address that the name resolved to. */
  readonly addresses: readonly string[];
  /** How many connections were answered in which zone; '' stands for none of the PrivateLink endpoint's. */
  readonly connectionsByAnsweringZone: Readonly<Record<string, number>>;
  /** Which zone's address came first, by how the name was resolved. */
  readonly firstZones: FirstZones;
  /** Calls over connections that stood, without the first ones. */
  readonly samples: number;
  readonly meanMs: number;
  readonly percentiles: readonly Percentile[];
  readonly curve: readonly CurvePoint[];
  readonly cold: ColdFigures | null;
  /** How many blocks ended with which error, with its text. */
  readonly errors: readonly { readonly kind: string; readonly text: string; readonly count: number }[];
}

/** The curve ends here: only with the most samples that can be asked for would there be one beyond the next point. */
const LAST_CURVE_PERCENT = 99.99;

export function figuresOf(
  name: HostName,
  blocks: readonly ConnectionBlock[],
  interfaces: readonly NetworkInterface[],
): NameFigures {
  const own = blocks.filter(({ host }) => host === name.host);
  const connected = own.filter(({ address }) => address !== null);
  const groups = connected.map(({ latencies }) => latencies).filter((latencies) => latencies.length > 0);
  const sorted = sortedSamples(groups);
  return {
    ...name,
    connections: connected.length,
    addresses: [...new Set(own.flatMap(({ addresses }) => addresses))].toSorted(),
    connectionsByAnsweringZone: counted(connected.map(({ address }) => zoneAt(interfaces, address) ?? '')),
    firstZones: firstZonesOf(own, interfaces),
    samples: sorted.length,
    meanMs: meanOf(sorted),
    percentiles: percentilesOf(groups, sorted),
    curve: CURVE_PERCENTS.filter(
      (percent) => percent <= LAST_CURVE_PERCENT && samplesBeyond(sorted.length, percent) >= 1,
    ).map((percent) => ({
      percent,
      ms: percentileOf(sorted, percent),
    })),
    cold: coldOf(connected),
    errors: errorsOf(own),
  };
}

function percentilesOf(groups: readonly (readonly number[])[], sorted: Float64Array): Percentile[] {
  if (sorted.length === 0) return [];
  const found = intervals(
    [groups],
    PERCENTILES.map(
      (percent) =>
        ([all]) =>
          percentileOf(all as Float64Array, percent),
    ),
  );
  return PERCENTILES.map((percent, i) => ({
    percent,
    ms: percentileOf(sorted, percent),
    interval95Ms: hasEnoughSamples(sorted.length, percent) ? (found[i] ?? null) : null,
  }));
}

function coldOf(connected: readonly ConnectionBlock[]): ColdFigures | null {
  if (connected.length === 0) return null;
  const median = (pick: (block: ConnectionBlock) => number | null | undefined) =>
    percentileOf(sortedSamples([connected.flatMap((block) => pick(block) ?? [])]), 50);
  return {
    connections: connected.length,
    dnsMs: median(({ dnsMs }) => dnsMs),
    tcpMs: median(({ tcpMs }) => tcpMs),
    tlsMs: median(({ tlsMs }) => tlsMs),
    firstCallMs: median(({ warmup: [first] }) => first),
  };
}

function errorsOf(blocks: readonly ConnectionBlock[]): NameFigures['errors'] {
  const errors = blocks.flatMap(({ error }) => error ?? []);
  return [...new Set(errors.map(({ kind }) => kind))].map((kind) => ({
    kind,
    text: errors.find((error) => error.kind === kind)?.text ?? '',
    count: errors.filter((error) => error.kind === kind).length,
  }));
}

function counted(things: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const thing of things.toSorted()) counts[thing] = (counts[thing] ?? 0) + 1;
  return counts;
}
