import { runtimeServiceName } from '../settings/region';
import type { Clients } from './clients';
import { observeAlarms, observeWentOff, type ObservedAlarm, type WentOff } from './observe/alarms';
import {
  observeConfiguration,
  observeEndpoint,
  type ObservedConfiguration,
  type ObservedEndpoint,
} from './observe/endpoint';
import { isKnown, type Known } from './observe/known';
import { observeNetwork, type ObservedNetwork } from './observe/network';
import { observeScaling, type ObservedScaling } from './observe/scaling';
import type { GivenConfigurations } from './observe/terraform-state';
import type { Subject } from './subject';

/** All that is found out about an endpoint. What there is nothing to ask about is undefined. */
export interface Facts {
  readonly endpoint: Known<ObservedEndpoint | undefined>;
  /** The configuration that serves. */
  readonly live?: Known<ObservedConfiguration>;
  /** What Terraform gave. */
  readonly given: Known<GivenConfigurations>;
  /** What Terraform gave last, where that is not what serves. */
  readonly wanted?: Known<ObservedConfiguration>;
  /** When the rollback alarm went off since that was made. */
  readonly wentOff?: Known<WentOff | undefined>;
  readonly alarms: Known<readonly ObservedAlarm[]>;
  readonly scaling: Known<ObservedScaling | undefined>;
  readonly network?: Known<ObservedNetwork>;
}

/** @param readState - tells what Terraform gave */
export async function findOut(
  { environment, endpoint }: Subject,
  clients: Clients,
  readState: () => Promise<Known<GivenConfigurations>>,
): Promise<Facts> {
  const { names } = endpoint;
  const [observed, given, alarms, scaling] = await Promise.all([
    observeEndpoint(clients.sagemaker, names.endpoint),
    readState(),
    observeAlarms(clients.cloudwatch, alarmNames({ environment, endpoint })),
    observeScaling(clients.scaling, names.endpoint, names.variant),
  ]);
  const facts = { endpoint: observed, given, alarms, scaling };
  const configuration = isKnown(observed) ? observed.value?.configuration : undefined;
  if (configuration === undefined) return facts;
  const [live, rollback] = await Promise.all([
    observeConfiguration(clients.sagemaker, configuration),
    rollbackOf(clients, names.rollbackAlarm, configuration, given),
  ]);
  const modelName = isKnown(live) ? live.value.modelName : undefined;
  if (modelName === undefined) return { ...facts, live, ...rollback };
  const serviceName = runtimeServiceName(environment.region, environment.network.privateLink.fips);
  return { ...facts, live, ...rollback, network: await observeNetwork(clients, modelName, serviceName) };
}

/** Looked into only where something other serves than was given. */
async function rollbackOf(
  clients: Clients,
  alarm: string,
  live: string,
  given: Known<GivenConfigurations>,
): Promise<Pick<Facts, 'wanted' | 'wentOff'>> {
  if (!isKnown(given) || given.value.last === live) return {};
  const wanted = await observeConfiguration(clients.sagemaker, given.value.last);
  const since = isKnown(wanted) ? wanted.value.createdAt : undefined;
  return { wanted, wentOff: await observeWentOff(clients.cloudwatch, alarm, since) };
}

/** Those that the settings ask for. */
function alarmNames({ environment: { network }, endpoint: { names, alarms } }: Subject): string[] {
  return [
    names.rollbackAlarm,
    names.serverErrorsAlarm,
    names.modelErrorsAlarm,
    ...(alarms.modelLatencyP99Ms === undefined ? [] : [names.modelLatencyAlarm]),
    ...(alarms.overheadLatencyMs === undefined ? [] : [names.overheadLatencyAlarm]),
    ...network.zones.map(network.names.packetsDroppedAlarm),
  ];
}
