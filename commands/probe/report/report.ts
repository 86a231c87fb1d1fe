import type { ServiceLatency } from '../aws/service-latency';
import type { PrivateLinkFacts } from '../private-link-facts';
import { analyse, type ClientFigures, type MeasuredZone } from '../analyse/analysis';
import { subnetCaveat } from '../analyse/resolver-affinity';
import { meanOf } from '../analyse/sampling';
import { type ProbeVerdict, probeVerdict } from '../analyse/verdict';
import type { RunResponse } from '../function/contract';
import type { ZoneMeasurement } from '../measure';

/** Where a call's time goes: means of every call made, the first ones of connections included. */
export interface LatencyBreakdown {
  readonly clientMs: number;
  /** What is left of it: the way there and back. */
  readonly networkMs: number;
  readonly overheadMs: number;
  readonly modelMs: number;
  readonly calls: number;
  /** Calls of others in the same minutes, which are in SageMaker's means as well. */
  readonly callsOfOthers: number;
}

/** What the probe found: with `--json` as it is. */
export interface ProbeReport {
  readonly endpoint: string;
  readonly region: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly interrupted: boolean;
  readonly privateLink: Omit<PrivateLinkFacts, 'names'>;
  readonly clients: readonly ClientFigures[];
  readonly verdict: ProbeVerdict;
  readonly split: LatencyBreakdown | null;
  /** Why there is none. */
  readonly splitLeftOut: string | null;
  readonly caveats: readonly string[];
}

export interface ProbeReportProps {
  /** The name of the SageMaker endpoint. */
  readonly endpoint: string;
  /** The endpoint's region. */
  readonly region: string;
  /** When the first run began. */
  readonly startedAt: Date;
  /** When the last run ended. */
  readonly endedAt: Date;
  /** Whether it was ended early. */
  readonly interrupted: boolean;
  /** What the calls went through. */
  readonly privateLink: PrivateLinkFacts;
  /** The zones that were measured from. */
  readonly zones: readonly MeasuredZone[];
  /** What each zone has measured, by the zone's name. */
  readonly measured: ReadonlyMap<string, ZoneMeasurement>;
  /** The service's means, or why there are none. */
  readonly service: ServiceLatency | string;
}

export function probeReport({ privateLink, zones, measured, service, ...props }: ProbeReportProps): ProbeReport {
  const { names, ...link } = privateLink;
  const clients = zones.map((zone) => {
    const { runs = [], problem } = measured.get(zone.zone) ?? {};
    const figures = analyse(zone, runs, names, link.interfaces);
    return problem === undefined || runs.length > 0 ? figures : { ...figures, unused: problem };
  });
  const problems = [...measured].flatMap(([zone, { problem, runs }]) =>
    problem === undefined || runs.length === 0 ? [] : [`${zone} ended early: ${problem}.`],
  );
  const split = typeof service === 'string' ? null : latencyBreakdown(allRuns(measured), service);
  return {
    ...props,
    startedAt: props.startedAt.toISOString(),
    endedAt: props.endedAt.toISOString(),
    privateLink: link,
    clients,
    verdict: probeVerdict(clients, link.interfaces),
    split,
    splitLeftOut: typeof service === 'string' ? service : null,
    caveats: [
      ...problems,
      ...subnetCaveat(clients.filter(({ unused }) => unused === null)),
      ...caveatsOf(props.interrupted, split, allRuns(measured)),
    ],
  };
}

const allRuns = (measured: ReadonlyMap<string, ZoneMeasurement>): RunResponse[] =>
  [...measured.values()].flatMap(({ runs }) => runs);

/** Every call that was answered. */
export const callsIn = (runs: readonly RunResponse[]): number[] =>
  runs.flatMap(({ blocks }) => blocks.flatMap(({ warmup, latencies }) => [...warmup, ...latencies]));

function latencyBreakdown(
  runs: readonly RunResponse[],
  { overheadMs, modelMs, calls: counted }: ServiceLatency,
): LatencyBreakdown {
  const latencies = callsIn(runs);
  const clientMs = meanOf(latencies);
  return {
    clientMs,
    networkMs: clientMs - overheadMs - modelMs,
    overheadMs,
    modelMs,
    calls: latencies.length,
    callsOfOthers: Math.max(0, counted - latencies.length),
  };
}

function caveatsOf(interrupted: boolean, split: LatencyBreakdown | null, runs: readonly RunResponse[]): string[] {
  return [
    'Which instance answered, and in which zone it is, cannot be seen: SageMaker chooses it behind the network interface.',
    ...(interrupted ? ['It was ended early: there are fewer samples than were asked for.'] : []),
    ...(runs.some(({ zoneId }) => zoneId === null)
      ? ['Some runs could not learn their own zone; they are taken to be in their subnet’s.']
      : []),
    ...(split !== null && split.callsOfOthers > 0
      ? [`SageMaker's means hold ${split.callsOfOthers} calls of others in the same minutes, too: the split is rough.`]
      : []),
  ];
}
