import { capacityReduced, instanceTypeChanged } from './capacity';
import { bucketPublic, dataRemoved, encryptionOff, isolationOff } from './data-exposed';
import { privateDnsOff, vpcDnsOff } from './dns-off';
import { endpointRemoved } from './endpoint-removed';
import type { Finding, Level, Rule, Subject } from './finding';
import { forgotten } from './forgotten';
import { httpsOpen } from './https-open';
import { privateLinkRemoved, subnetRemoved, vpcRemoved } from './network-removed';
import { boundaryRemoved, managedPolicyAttached, policyAttached, policyNotCompared, policyWider } from './policies';
import { privateNameCaptured } from './private-name-captured';
import { rollbackGuard, unguardedUpdate } from './rollback-guard';
import { rolloutAlone } from './rollout-alone';
import { servingRemoved } from './serving-removed';
import { tooFewInstances } from './too-few-instances';
import { alarmRemoved, scalingRemoved } from './watch-removed';
import { zoneLost, zonesDiffer } from './zones';

/** All rules, the worst first. */
export const rules: readonly Rule[] = [
  endpointRemoved,
  privateLinkRemoved,
  vpcRemoved,
  subnetRemoved,
  privateDnsOff,
  vpcDnsOff,
  privateNameCaptured,
  zoneLost,
  zonesDiffer,
  tooFewInstances,
  httpsOpen,
  policyWider,
  managedPolicyAttached,
  boundaryRemoved,
  dataRemoved,
  bucketPublic,
  encryptionOff,
  isolationOff,
  servingRemoved,
  rollbackGuard,
  forgotten,
  policyNotCompared,
  policyAttached,
  capacityReduced,
  instanceTypeChanged,
  scalingRemoved,
  alarmRemoved,
  unguardedUpdate,
  rolloutAlone,
];

const ORDER: readonly Level[] = ['danger', 'caution', 'note'];

/** What all rules have to say of a plan, the worst first. */
export const findingsOf = (subject: Subject): Finding[] =>
  byLevel(
    rules.flatMap((rule) =>
      rule.find(subject).map(({ address, message }) => ({ level: rule.level, rule: rule.name, address, message })),
    ),
  );

export const byLevel = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
