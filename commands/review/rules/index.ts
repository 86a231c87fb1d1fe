import type { Change } from '../plan/change';
import { accessRules } from './access';
import { documentsIn } from './access/policy-documents';
import { capacityReduced, instanceTypeChanged, tooFewInstances } from './capacity';
import { bucketPublic, dataRemoved, encryptionOff, isolationOff } from './data-protection';
import { endpointRemoved, servingRemoved } from './endpoint';
import type { Finding, Level, Rule, RuleContext } from './finding';
import { httpsOpen } from './https-open';
import { privateLinkRemoved, subnetRemoved, vpcRemoved } from './network';
import { alarmRemoved, forgotten, scalingRemoved } from './alarms-and-scaling';
import { privateDnsOff, privateNameCaptured, vpcDnsOff } from './private-dns';
import { rollbackGuard, rolloutAlone, unguardedUpdate } from './rollout';
import { synthesisRules } from './synthesis';
import { planRules } from './plan-rules';
import { zoneLost, zonesDiffer } from './zones';

/**
 * The rules that examine the changes of a plan, the worst first.
 *
 * Why a plan cannot be judged as a whole is no rule: `../plan/limits.ts`.
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
  ...accessRules,
  dataRemoved,
  bucketPublic,
  encryptionOff,
  isolationOff,
  servingRemoved,
  rollbackGuard,
  forgotten,
  capacityReduced,
  instanceTypeChanged,
  scalingRemoved,
  alarmRemoved,
  unguardedUpdate,
  rolloutAlone,
  ...synthesisRules,
  ...planRules,
];

/** Of these there is nothing to fear: a rule about what uses them sees what matters. */
const HARMLESS_TYPES = ['terraform_data', 'aws_cloudwatch_dashboard', 'aws_s3_object'];

/** Types of resources that some rule knows. */
const KNOWN_TYPES = new Set([...HARMLESS_TYPES, ...rules.flatMap(({ types }) => (types === 'any' ? [] : types))]);

/** Policies are read wherever they stand, whatever the type. */
export const isKnown = ({ type, before, after }: Change): boolean =>
  KNOWN_TYPES.has(type) ||
  [before, after].some((values) => documentsIn(values).length > 0);

const LEVELS: readonly Level[] = ['danger', 'caution', 'note'];

/** The findings of all rules in a plan, the worst first. */
export const applyRules = (context: RuleContext, all: readonly Rule[] = rules): Finding[] =>
  sortByLevel(
    all.flatMap((rule) =>
      rule.find(context).map((found) => ({ level: rule.level, rule: rule.name, advice: rule.advice, ...found })),
    ),
  );

export const sortByLevel = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
