import { runtimeServiceName } from '../../settings/region';
import type { Clients } from './clients';
import { observeAccount } from './observe/account';
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
import type { Given } from './observe/terraform-state';
import type { EnvironmentEndpoint } from '../../settings/find-endpoint';

/** All that is found out about an endpoint. What there is nothing to ask about is undefined. */
export interface Facts {
  /** Whose credentials these are, where the settings say whose they should be. */
  readonly account?: Known<string | undefined>;
  readonly endpoint: Known<ObservedEndpoint | undefined>;
  /** The configuration that serves. */
  readonly live?: Known<ObservedConfiguration>;
  /** What Terraform gave. */
  readonly given: Given;
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
  { environment, endpoint }: EnvironmentEndpoint,
  clients: Clients,
  readState: () => Promise<Given>,
): Promise<Facts> {
  const { names } = endpoint;
  const [account, observed, given, alarms, scaling] = await Promise.all([
    environment.accountId === undefined ? undefined : observeAccount(clients.sts),
    observeEndpoint(clients.sagemaker, names.endpoint),
    readState(),
    observeAlarms(clients.cloudwatch, alarmNames({ environment, endpoint })),
    observeScaling(clients.scaling, names.endpoint, names.variant),
  ]);
  const facts = { ...(account !== undefined && { account }), endpoint: observed, given, alarms, scaling };
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
  given: Given,
): Promise<Pick<Facts, 'wanted' | 'wentOff'>> {
  if (!isKnown(given) || given.value.last === live) return {};
  const wanted = await observeConfiguration(clients.sagemaker, given.value.last);
  // What went off before that was made has nothing to do with it.
  if (!isKnown(wanted) || wanted.value.createdAt === undefined) return { wanted };
  return { wanted, wentOff: await observeWentOff(clients.cloudwatch, alarm, wanted.value.createdAt) };
}

/** Those that the settings ask for. */
function alarmNames({ environment: { network }, endpoint: { names, alarms } }: EnvironmentEndpoint): string[] {
  return [
    names.rollbackAlarm,
    names.serverErrorsAlarm,
    names.modelErrorsAlarm,
    ...(alarms.modelLatencyP99Ms === undefined ? [] : [names.modelLatencyAlarm]),
    ...(alarms.overheadLatencyMs === undefined ? [] : [names.overheadLatencyAlarm]),
    ...network.zones.map(network.names.packetsDroppedAlarm),
  ];
}
