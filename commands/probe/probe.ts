import { runtimeHostName, runtimeServiceName } from '../../settings/region';
import type { ProbeNames } from '../../settings/names';
import type { EnvironmentEndpoint } from '../../settings/find-endpoint';
import type { ClientZone } from './analyse/analysis';
import type { ProbeClients } from './aws/clients';
import { type FunctionNetwork, waitForFunction, run } from './aws/functions';
import { findPrivateLink, type PrivateLinkFacts, zoneIdsOf } from './aws/private-link';
import { wholeMinutes, serviceLatency } from './aws/service-latency';
import { measureZones } from './measure';
import type { RunLimits, ProbeOptions } from './options';
import { ProbeError } from './problem';
import { callsIn, type ProbeReport, probeReport } from './report/report';

/** Whom the probe tells how it goes on. */
export interface ProgressListener {
  say(line: string): void;
  progress(line: string): void;
}

/** How often what is waited for is asked after. */
export interface Polling {
  readonly functionMs: number;
  readonly metricsMs: number;
  readonly metricsPatienceMs: number;
}

const POLLING: Polling = { functionMs: 2_000, metricsMs: 15_000, metricsPatienceMs: 300_000 };

/**
 * Measures an endpoint from inside the VPC, zone by zone.
 *
 * @param signal - ends it early: what was measured until then is reported
 * @throws ProbeError where nothing can be measured
 */
export async function probe(
  { environment, endpoint }: EnvironmentEndpoint,
  clients: ProbeClients,
  options: ProbeOptions,
  limits: RunLimits,
  signal: AbortSignal,
  listener: ProgressListener,
  polling: Polling = POLLING,
): Promise<ProbeReport> {
  const { region, network, probeNames: names } = environment;
  if (!environment.probe) {
    throw new ProbeError(
      `${environment.name} has no probe: write probe: true into environments/${environment.name}.ts, then deploy ${network.names.stack} and ${names.stack}`,
    );
  }
  const places = await placesOf(network.zones, clients, names, listener, polling);
  const zones = await clientZones(places, clients);
  const privateLink = await privateLinkOf(places, environment, clients);
  listener.say(
    `${privateLink.id}: ${privateLink.interfaces.map(({ address, zone }) => `${address} in ${zone}`).join(', ')}`,
  );

  const startedAt = new Date();
  const measured = await measureZones(network.zones, {
    endpoint: endpoint.names.endpoint,
    region,
    names: privateLink.names,
    options,
    limits,
    run: (zone, request) => run(clients.lambda, names.function(zone), request),
    signal,
    onRun: (zone, samples) => listener.progress(`${zone}: ${samples} of ${options.samples} calls by each name`),
  });
  const endedAt = new Date();
  const runs = [...measured.values()].flatMap((one) => one.runs);
  if (runs.length === 0)
    throw new ProbeError(
      [...measured.values()].flatMap(({ problem }) => problem ?? [])[0] ?? 'it was ended before the first run',
    );

  listener.progress('waiting until CloudWatch has counted every call');
  const calls = callsIn(runs).length;
  const service =
    calls === 0
      ? 'no call was answered'
      : await serviceLatency(
          clients.cloudwatch,
          { name: endpoint.names.endpoint, variant: endpoint.names.variant },
          wholeMinutes(startedAt, endedAt),
          calls,
          signal,
          { pollMs: polling.metricsMs, patienceMs: polling.metricsPatienceMs },
        );
  return probeReport({
    endpoint: endpoint.names.endpoint,
    region,
    startedAt,
    endedAt,
    interrupted: signal.aborted,
    privateLink,
    zones,
    measured,
    service,
  });
}

async function placesOf(
  zones: readonly string[],
  { lambda }: ProbeClients,
  names: ProbeNames,
  listener: ProgressListener,
  { functionMs }: Polling,
): Promise<ReadonlyMap<string, FunctionNetwork>> {
  const waiting = (message: string) => listener.progress(message);
  const places = new Map<string, FunctionNetwork>();
  for (const zone of zones)
    places.set(zone, await waitForFunction(lambda, names.function(zone), names.stack, waiting, functionMs));
  return places;
}

async function clientZones(places: ReadonlyMap<string, FunctionNetwork>, { ec2 }: ProbeClients): Promise<ClientZone[]> {
  const ids = await zoneIdsOf(
    ec2,
    [...places.values()].map(({ subnetId }) => subnetId),
  );
  return [...places].map(([zone, { subnetId }]) => ({ zone, zoneId: ids.get(subnetId) ?? null }));
}

async function privateLinkOf(
  places: ReadonlyMap<string, FunctionNetwork>,
  { region, network }: EnvironmentEndpoint['environment'],
  { ec2 }: ProbeClients,
): Promise<PrivateLinkFacts> {
  const [place] = [...places.values()] as [FunctionNetwork];
  const { fips } = network.privateLink;
  return findPrivateLink(ec2, place.vpcId, runtimeServiceName(region, fips), runtimeHostName(region, fips));
}
