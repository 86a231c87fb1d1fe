import type { HostName } from './private-link-facts';
import type { RunResponse, RunRequest } from './function/contract';
import { ProbeError } from './probe-error';

/** What is measured, as the command line of `probe` says it. */
export interface ProbeOptions {
  /** What each call sends. */
  readonly body: Buffer;
  /** The body's media type. */
  readonly contentType: string;
  /** Calls that are counted, for each client zone and name. */
  readonly samples: number;
  /** Calls per second at most. */
  readonly rate: number;
}

/** What the command line leaves out. */
export const PROBE_DEFAULTS = { contentType: 'text/csv', samples: 1_000, rate: 50 } as const;

/** How much one run of a function measures. */
export interface RunLimits {
  /** Calls over one connection that are counted. */
  readonly calls: number;
  /** Calls before those, which are not counted. */
  readonly warmupCalls: number;
  /** How long one run takes, in seconds: well below Lambda's limit, and soon over after Ctrl-C. */
  readonly runSeconds: number;
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs: number;
}

export const RUN_LIMITS: RunLimits = { calls: 20, warmupCalls: 2, runSeconds: 20, timeoutMs: 10_000 };

/** What one client zone has measured so far. */
export interface ZoneMeasurement {
  readonly runs: readonly RunResponse[];
  /** What kept it from measuring on. */
  readonly problem?: string;
}

export interface MeasureProps {
  /** The name of the SageMaker endpoint. */
  readonly endpoint: string;
  /** The endpoint's region. */
  readonly region: string;
  /** The names that each client zone calls the endpoint by. */
  readonly names: readonly HostName[];
  /** What is measured. */
  readonly options: ProbeOptions;
  /** How much one run measures. */
  readonly limits: RunLimits;
  /** Has the function of a zone measure once. */
  readonly run: (zone: string, request: RunRequest) => Promise<RunResponse>;
  /** No further run begins once it is aborted; one that is under way is waited for, and counted. */
  readonly signal: AbortSignal;
  /** Called after each run, with the fewest counted calls of any name. */
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
  const measured = new Map<string, { runs: RunResponse[]; problem?: string }>(
    zones.map((zone) => [zone, { runs: [] }]),
  );
  let open = [...zones];
  while (open.length > 0 && !props.signal.aborted) {
    for (const zone of open) {
      if (props.signal.aborted) break;
      const measurement = measured.get(zone) as { runs: RunResponse[]; problem?: string };
      try {
        measurement.runs.push(await props.run(zone, nextRequest(measurement.runs, props)));
      } catch (error) {
        if (!(error instanceof ProbeError)) throw error;
        measurement.problem = error.message;
      }
      props.onRun(zone, fewestSamples(measurement.runs, answering(measurement.runs, props.names)));
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
const answering = (runs: readonly RunResponse[], names: readonly HostName[]): HostName[] =>
  names.filter(({ host }) => {
    const last = runs.findLast(({ blocks }) => blocks.some((block) => block.host === host));
    return last === undefined || last.blocks.some((block) => block.host === host && block.latencies.length > 0);
  });

function fewestSamples(runs: readonly RunResponse[], names: readonly HostName[]): number {
  const samples = names.map(({ host }) =>
    runs
      .flatMap(({ blocks }) => blocks.filter((block) => block.host === host))
      .reduce((sum, { latencies }) => sum + latencies.length, 0),
  );
  return samples.length === 0 ? 0 : Math.min(...samples);
}

function nextRequest(
  runs: readonly RunResponse[],
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
