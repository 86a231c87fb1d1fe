import type { Facts } from './facts';
import { type Outcome, outcomeOf } from './judge/configuration';
import type { Finding } from './judge/finding';
import { findingsOf, type Verdict, verdictOf } from './judge/verdict';
import type { ObservedAlarm } from './observe/alarms';
import type { Variant } from './observe/endpoint';
import { isKnown, type Known } from './observe/known';
import type { ObservedNetwork } from './observe/network';
import type { ObservedScaling } from './observe/scaling';
import type { EnvironmentEndpoint } from '../../settings/find-endpoint';

/** What status says: with `--json` as it is, else in words. What is not known is null. */
export interface Report {
  readonly endpoint: string;
  readonly region: string;
  readonly verdict: Verdict;
  readonly status: string | null;
  readonly configuration: {
    readonly live: string | null;
    readonly given: string | null;
    readonly movingTo: string | null;
    readonly instanceType: string | null;
  };
  readonly lastUpdate: {
    readonly outcome: Outcome;
    readonly at: string | null;
    /** What AWS gives for a reason. */
    readonly reason: string | null;
  };
  readonly variants: readonly Variant[];
  readonly alarms: readonly (Pick<ObservedAlarm, 'name'> & { readonly state: string | null })[] | null;
  /** Null where it is not scaled, too. */
  readonly scaling: (ObservedScaling & { readonly updatesStartFrom: number }) | null;
  readonly network: ObservedNetwork | null;
  readonly findings: readonly Finding[];
}

export function reportOf(facts: Facts, subject: EnvironmentEndpoint): Report {
  const { environment, endpoint } = subject;
  const findings = findingsOf(facts, subject);
  const it = valueOf(facts.endpoint);
  const scaling = valueOf(facts.scaling);
  return {
    endpoint: endpoint.names.endpoint,
    region: environment.region,
    verdict: verdictOf(findings),
    status: it?.status ?? null,
    configuration: {
      live: it?.configuration ?? null,
      given: valueOf(facts.given)?.last ?? null,
      movingTo: it?.moving ?? null,
      instanceType: valueOf(facts.live)?.instanceType ?? null,
    },
    lastUpdate: {
      outcome: outcomeOf(facts),
      at: it?.changedAt?.toISOString() ?? null,
      reason: it?.failureReason ?? valueOf(facts.wentOff)?.reason ?? null,
    },
    variants: it?.variants ?? [],
    alarms: valueOf(facts.alarms)?.map(({ name, state }) => ({ name, state: state ?? null })) ?? null,
    scaling: scaling === undefined ? null : { ...scaling, updatesStartFrom: endpoint.instanceCount },
    network: valueOf(facts.network) ?? null,
    findings,
  };
}

const valueOf = <T>(known: Known<T> | { readonly notHere: string } | undefined): T | undefined =>
  known !== undefined && isKnown(known) ? known.value : undefined;
