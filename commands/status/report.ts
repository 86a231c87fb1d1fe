import type { Facts } from './facts';
import { type UpdateOutcome, updateOutcome } from './judge/configuration';
import type { HealthFinding } from './judge/finding';
import { healthFindings, type HealthVerdict, healthVerdict } from './judge/verdict';
import type { ObservedAlarm } from './observe/alarms';
import type { ObservedVariant } from './observe/endpoint';
import { isObserved, type Observation } from './observe/observation';
import type { InstanceZones } from './observe/instance-zones';
import type { ObservedNetwork } from './observe/network';
import type { ObservedScaling } from './observe/scaling';
import type { EnvironmentEndpoint } from '../../settings/find-endpoint';

/** What status says: with `--json` as it is, else in words. What is not known is null. */
export interface StatusReport {
  readonly endpoint: string;
  readonly region: string;
  readonly verdict: HealthVerdict;
  readonly status: string | null;
  readonly configuration: {
    readonly live: string | null;
    readonly given: string | null;
    readonly movingTo: string | null;
    readonly instanceType: string | null;
  };
  readonly lastUpdate: {
    readonly outcome: UpdateOutcome;
    readonly at: string | null;
    /** What AWS gives for a reason. */
    readonly reason: string | null;
  };
  readonly variants: readonly ObservedVariant[];
  /** By the zone as CloudWatch labels it. */
  readonly instancesByZone: InstanceZones | null;
  readonly alarms: readonly (Pick<ObservedAlarm, 'name'> & { readonly state: string | null })[] | null;
  /** Null where it is not scaled, too. */
  readonly scaling: (ObservedScaling & { readonly updatesStartFrom: number }) | null;
  readonly network: ObservedNetwork | null;
  readonly findings: readonly HealthFinding[];
}

export function statusReport(facts: Facts, subject: EnvironmentEndpoint): StatusReport {
  const { environment, endpoint } = subject;
  const findings = healthFindings(facts, subject);
  const observed = valueOf(facts.endpoint);
  const scaling = valueOf(facts.scaling);
  return {
    endpoint: endpoint.names.endpoint,
    region: environment.region,
    verdict: healthVerdict(findings),
    status: observed?.status ?? null,
    configuration: {
      live: observed?.configuration ?? null,
      given: valueOf(facts.applied)?.last ?? null,
      movingTo: observed?.moving ?? null,
      instanceType: valueOf(facts.live)?.instanceType ?? null,
    },
    lastUpdate: {
      outcome: updateOutcome(facts),
      at: observed?.changedAt?.toISOString() ?? null,
      reason: observed?.failureReason ?? valueOf(facts.alarmEvent)?.reason ?? null,
    },
    variants: observed?.variants ?? [],
    instancesByZone: valueOf(facts.instanceZones) ?? null,
    alarms: valueOf(facts.alarms)?.map(({ name, state }) => ({ name, state: state ?? null })) ?? null,
    scaling: scaling === undefined ? null : { ...scaling, updatesStartFrom: endpoint.instanceCount },
    network: valueOf(facts.network) ?? null,
    findings,
  };
}

const valueOf = <T>(observation: Observation<T> | { readonly notHere: string } | undefined): T | undefined =>
  observation !== undefined && isObserved(observation) ? observation.value : undefined;
