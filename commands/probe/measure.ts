import type { HostName } from './analyse/ways';
import type { RunAnswer, RunRequest } from './function/contract';
import type { RunLimits, ProbeOptions } from './options';
import { ProbeError } from './problem';

/** What one client zone has answered so far. */
export interface ZoneMeasurement {
  readonly runs: readonly RunAnswer[];
  /** What kept it from going on. */
  readonly problem?: string;
}

export interface MeasureProps {
  readonly endpoint: string;
  readonly region: string;
  readonly names: readonly HostName[];
  readonly options: ProbeOptions;
  readonly limits: RunLimits;
  /** Has the function of a zone measure once. */
  readonly run: (zone: string, request: RunRequest) => Promise<RunAnswer>;
  /** No further run begins once it is aborted; one that is under way is waited for, and counted. */
  readonly signal: AbortSignal;
  /** Told after each run. */
  readonly onRun: (zone: string, samples: number) => void;
}

/**
 * Asks one function at a time, zone after zone, run after run: so no two of them measure each other, and whatever drifts
 * meets every zone alike. Ends when every name that answers has its samples.
 */
export async function measureZones(
  zones: readonly string[],
  props: MeasureProps,
): Promise<ReadonlyMap<string, ZoneMeasurement>> {
  const measured = new Map<string, { runs: RunAnswer[]; problem?: string }>(zones.map((zone) => [zone, { runs: [] }]));
  let open = [...zones];
  while (open.length > 0 && !props.signal.aborted) {
    for (const zone of open) {
      if (props.signal.aborted) break;
      const so = measured.get(zone) as { runs: RunAnswer[]; problem?: string };
      try {
        so.runs.push(await props.run(zone, nextRequest(so.runs, props)));
      } catch (error) {
        if (!(error instanceof ProbeError)) throw error;
        so.problem = error.message;
      }
      props.onRun(zone, fewestSamples(so.runs, answering(so.runs, props.names)));
    }
    open = open.filter((zone) => !isDone(measured.get(zone) as ZoneMeasurement, props));
  }
  return measured;
}

function isDone({ runs, problem }: ZoneMeasurement, { names, options }: MeasureProps): boolean {
  if (problem !== undefined) return true;
  const left = answering(runs, names);
  return left.length === 0 || fewestSamples(runs, left) >= options.samples;
}

/** The names worth asking again: of which the last run that tried had an answer. */
const answering = (runs: readonly RunAnswer[], names: readonly HostName[]): HostName[] =>
  names.filter(({ host }) => {
    const last = runs.findLast(({ blocks }) => blocks.some((block) => block.host === host));
    return last === undefined || last.blocks.some((block) => block.host === host && block.latencies.length > 0);
  });

function fewestSamples(runs: readonly RunAnswer[], names: readonly HostName[]): number {
  const samples = names.map(({ host }) =>
    runs
      .flatMap(({ blocks }) => blocks.filter((block) => block.host === host))
      .reduce((sum, { latencies }) => sum + latencies.length, 0),
  );
  return samples.length === 0 ? 0 : Math.min(...samples);
}

function nextRequest(
  runs: readonly RunAnswer[],
  { endpoint, region, names, options, limits }: MeasureProps,
): RunRequest {
  const left = answering(runs, names);
  return {
    endpoint,
    region,
    contentType: options.contentType,
    body: options.body.toString('base64'),
    hosts: left.map(({ host }) => host),
    rounds: Math.ceil((options.samples - fewestSamples(runs, left)) / limits.calls),
    warmupCalls: limits.warmupCalls,
    calls: limits.calls,
    ratePerSecond: options.rate,
    seconds: limits.runSeconds,
    timeoutMs: limits.timeoutMs,
  };
}
