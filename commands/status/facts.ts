import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { runtimeServiceName } from '../../settings/region';
import type { StatusAwsClients } from './clients';
import { observeAlarms, observeAlarmEvent, type ObservedAlarm, type AlarmEvent } from './observe/alarms';
import {
  observeConfiguration,
  observeEndpoint,
  type ObservedConfiguration,
  type ObservedEndpoint,
} from './observe/endpoint';
import { isObserved, observe, type Observation } from './observe/observation';
import { type InstanceZones, observeInstanceZones } from './observe/instance-zones';
import { observeNetwork, type ObservedNetwork } from './observe/network';
import { observeScaling, type ObservedScaling } from './observe/scaling';
import type { AppliedStateLookup } from './observe/terraform-state';
import type { EnvironmentEndpoint } from '../../settings/find-endpoint';

/** All that status knows about an endpoint. What there is nothing to ask about is undefined. */
export interface Facts {
  /** Whose credentials these are, where the settings say whose they should be. */
  readonly account?: Observation<string | undefined>;
  readonly endpoint: Observation<ObservedEndpoint | undefined>;
  /** The configuration that serves. */
  readonly live?: Observation<ObservedConfiguration>;
  /** What Terraform applied. */
  readonly applied: AppliedStateLookup;
  /** The configuration that Terraform applied last, where it is not the live one. */
  readonly wanted?: Observation<ObservedConfiguration>;
  /** When the rollback alarm went off after that one was created. */
  readonly alarmEvent?: Observation<AlarmEvent | undefined>;
  /** Where the instances are. */
  readonly instanceZones?: Observation<InstanceZones>;
  readonly alarms: Observation<readonly ObservedAlarm[]>;
  readonly scaling: Observation<ObservedScaling | undefined>;
  readonly network?: Observation<ObservedNetwork>;
}

/** @param readState - reads what Terraform applied last */
export async function collectFacts(
  { environment, endpoint }: EnvironmentEndpoint,
  clients: StatusAwsClients,
  readState: () => Promise<AppliedStateLookup>,
): Promise<Facts> {
  const { names } = endpoint;
  const observing = observeEndpoint(clients.sagemaker, names.endpoint);
  const [account, observed, applied, alarms, scaling] = await Promise.all([
    environment.accountId === undefined ? undefined : observeAccount(clients.sts),
    observing,
    readState(),
    observing.then((seen) =>
      observeAlarms(clients.cloudwatch, alarmNames({ environment, endpoint }, liveConfiguration(seen))),
    ),
    observeScaling(clients.scaling, names.endpoint, names.variant),
  ]);
  const known = { ...(account !== undefined && { account }), endpoint: observed, applied, alarms, scaling };
  const configuration = liveConfiguration(observed);
  if (configuration === undefined) return known;
  const [instanceZones, live, rollback] = await Promise.all([
    observeInstanceZones(clients.promql, names.endpoint),
    observeConfiguration(clients.sagemaker, configuration),
    rollbackOf(clients, names.rollbackAlarm, configuration, applied),
  ]);
  const facts = { ...known, instanceZones };
  const modelName = isObserved(live) ? live.value.modelName : undefined;
  if (modelName === undefined) return { ...facts, live, ...rollback };
  const serviceName = runtimeServiceName(environment.region, environment.network.privateLink.fips);
  return { ...facts, live, ...rollback, network: await observeNetwork(clients, modelName, serviceName) };
}

/** Looked up only where the live configuration is not the one that was applied last. */
async function rollbackOf(
  clients: StatusAwsClients,
  alarmOf: (configuration: string) => string,
  live: string,
  applied: AppliedStateLookup,
): Promise<Pick<Facts, 'wanted' | 'alarmEvent'>> {
  if (!isObserved(applied) || applied.value.last === live) return {};
  const wanted = await observeConfiguration(clients.sagemaker, applied.value.last);
  // An alarm that went off before it was created has nothing to do with it.
  if (!isObserved(wanted) || wanted.value.createdAt === undefined) return { wanted };
  const alarm = alarmOf(applied.value.last);
  return { wanted, alarmEvent: await observeAlarmEvent(clients.cloudwatch, alarm, wanted.value.createdAt) };
}

/** The account of the credentials at hand. */
const observeAccount = (sts: STSClient): Promise<Observation<string | undefined>> =>
  observe('sts:GetCallerIdentity', async () => (await sts.send(new GetCallerIdentityCommand({}))).Account);

/** The configuration that the endpoint is in service with. */
export const liveConfiguration = (endpoint: Facts['endpoint']): string | undefined =>
  isObserved(endpoint) ? endpoint.value?.configuration : undefined;

/** The alarms that the settings ask for. */
function alarmNames(
  { environment: { network }, endpoint: { names, alarms } }: EnvironmentEndpoint,
  configuration: string | undefined,
): string[] {
  return [
    ...(configuration === undefined ? [] : [names.rollbackAlarm(configuration)]),
    names.serverErrorsAlarm,
    names.modelErrorsAlarm,
    ...(alarms.modelLatencyP99Ms === undefined ? [] : [names.modelLatencyAlarm]),
    ...(alarms.overheadLatencyMs === undefined ? [] : [names.overheadLatencyAlarm]),
    ...network.zones.map(network.names.packetsDroppedAlarm),
  ];
}
