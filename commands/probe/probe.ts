import type { Terminal } from '../shared/terminal';
import { runtimeHostName, runtimeServiceName } from '../../settings/region';
import type { ProbeNames } from '../../settings/names';
import type { EnvironmentEndpoint } from '../../settings/find-endpoint';
import type { MeasuredZone } from './analyse/analysis';
import type { ProbeAwsClients } from './aws/clients';
import { type FunctionNetwork, invokeFunction, type Polling, waitForFunction } from './aws/functions';
import { privateLinkFacts, zoneIdsOf } from './aws/private-link';
import { wholeMinutes, serviceLatency } from './aws/service-latency';
import { measureZones, type ProbeOptions, type RunLimits } from './measure';
import { ProbeError } from './probe-error';
import type { PrivateLinkFacts } from './private-link-facts';
import { callsIn, type ProbeReport, probeReport } from './report/report';

/** Where the probe reports its progress. */
export type ProgressListener = Pick<Terminal, 'say' | 'progress'>;

/** How the probe waits for its functions and for CloudWatch. */
export interface ProbePolling {
  readonly functions: Polling;
  readonly metrics: Polling;
}

const POLLING: ProbePolling = {
  // Lambda makes a function's network interfaces before the function is active: a minute or two.
  functions: { everyMs: 2_000, atMostMs: 240_000 },
  // CloudWatch is some minutes behind.
  metrics: { everyMs: 15_000, atMostMs: 300_000 },
};

/**
 * Measures an endpoint from inside the VPC, zone by zone.
 *
 * @param signal - ends it early: what was measured until then is reported
 * @throws ProbeError where nothing can be measured
 */
export async function probe(
  { environment, endpoint }: EnvironmentEndpoint,
  clients: ProbeAwsClients,
  options: ProbeOptions,
  limits: RunLimits,
  signal: AbortSignal,
  listener: ProgressListener,
  polling: ProbePolling = POLLING,
): Promise<ProbeReport> {
  const { region, network, probeNames: names } = environment;
  if (!environment.probe) {
    throw new ProbeError(
      `${environment.name} has no probe: write probe: true into environments/${environment.name}.ts, then deploy ${network.names.stack} and ${names.stack}`,
    );
  }
  const networks = await functionNetworks(network.zones, clients, names, listener, polling);
  const privateLink = await privateLinkIn(networks, environment, clients);
  const zones = await clientZones(networks, privateLink, clients);
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
    run: (zone, request) => invokeFunction(clients.lambda, names.function(zone), request),
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
          polling.metrics,
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

async function functionNetworks(
  zones: readonly string[],
  { lambda }: ProbeAwsClients,
  names: ProbeNames,
  listener: ProgressListener,
  { functions }: ProbePolling,
): Promise<ReadonlyMap<string, FunctionNetwork>> {
  const onWait = (message: string) => listener.progress(message);
  const networks = new Map<string, FunctionNetwork>();
  for (const zone of zones)
    networks.set(zone, await waitForFunction(lambda, names.function(zone), names.stack, onWait, functions));
  return networks;
}

async function clientZones(
  networks: ReadonlyMap<string, FunctionNetwork>,
  { interfaces }: PrivateLinkFacts,
  { ec2 }: ProbeAwsClients,
): Promise<MeasuredZone[]> {
  const ids = await zoneIdsOf(
    ec2,
    [...networks.values()].map(({ subnetId }) => subnetId),
  );
  const isKnown = interfaces.every((one) => one.subnetId !== undefined);
  return [...networks].map(([zone, { subnetId }]) => ({
    zone,
    zoneId: ids.get(subnetId) ?? null,
    inInterfaceSubnet: isKnown ? interfaces.some((one) => one.subnetId === subnetId) : null,
  }));
}

async function privateLinkIn(
  networks: ReadonlyMap<string, FunctionNetwork>,
  { region, network }: EnvironmentEndpoint['environment'],
  { ec2 }: ProbeAwsClients,
): Promise<PrivateLinkFacts> {
  const [first] = [...networks.values()] as [FunctionNetwork];
  const { fips } = network.privateLink;
  return privateLinkFacts(ec2, first.vpcId, runtimeServiceName(region, fips), runtimeHostName(region, fips));
}
