import { capacityReduced, instanceTypeChanged, tooFewInstances } from './capacity';
import { bucketPublic, dataRemoved, encryptionOff, isolationOff } from './data-protection';
import { endpointRemoved, servingRemoved } from './endpoint';
import type { Finding, Level, Rule, RuleContext } from './finding';
import { httpsOpen } from './https-open';
import { privateLinkRemoved, subnetRemoved, vpcRemoved } from './network';
import { alarmRemoved, forgotten, scalingRemoved } from './alarms-and-scaling';
import { boundaryRemoved, managedPolicyAttached, policyAttached, policyNotCompared, policyWider } from './policies';
import { privateDnsOff, privateNameCaptured, vpcDnsOff } from './private-dns';
import { rollbackGuard, rolloutAlone, unguardedUpdate } from './rollout';
import { zoneLost, zonesDiffer } from './zones';

/**
 * The rules that examine the changes of a plan, the worst first.
 *
 * Findings that are about no change come from elsewhere: `../compare-apps.ts` compares what is synthesized beside the
 * resources, `../plan/parse.ts` says why a plan cannot be judged as a whole, and `../review.ts` adds failed checks.
 */
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

const LEVELS: readonly Level[] = ['danger', 'caution', 'note'];

/** The findings of all rules in a plan, the worst first. */
export const applyRules = (context: RuleContext): Finding[] =>
  sortByLevel(
    rules.flatMap((rule) =>
      rule.find(context).map(({ address, message }) => ({ level: rule.level, rule: rule.name, address, message })),
    ),
  );

export const sortByLevel = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
