import type { Change } from '../plan/change';
import { accessRules } from './access';
import { documentsIn } from './access/policy-documents';
import { artifactExpires, keyUnusable, s3OutOfReach } from './calls/artifact';
import { boundaryAdded, callsBounded } from './calls/bounds';
import { callerPolicyRemoved, callerRemoved, policyDetached } from './calls/callers';
import { clientGroupRemoved, clientsCutOff } from './calls/clients';
import { wayOutClosed } from './calls/egress';
import { endpointRemoved, servingRemoved } from './calls/endpoint';
import { executionRoleNarrowed } from './calls/execution-role';
import { dnsServersChanged, nameAnsweredElsewhere, resolutionChanged } from './calls/name-resolution';
import { networkAclCloses } from './calls/network-acls';
import { prefixListNarrowed } from './calls/prefix-lists';
import { privateDnsOff, privateNameCaptured, vpcDnsOff } from './calls/private-dns';
import {
  addressesChanged,
  addressFamilyChanged,
  privateLinkRemoved,
  privateLinkUnclear,
  vpcRemoved,
} from './calls/private-link';
import { routeRedirected } from './calls/redirected-routes';
import { permissionRevoked, permissionUnclear } from './calls/revoked-policies';
import { connectionRemoved, routeRemoved, routeTableChanged } from './calls/routes';
import { capacityReduced, instanceTypeChanged, tooFewInstances } from './capacity/capacity';
import { scalingRemoved, scalingStuck } from './capacity/scaling';
import { modelGroupsChanged, variantRemoved } from './capacity/variants';
import { bucketPublic, dataRemoved, encryptionOff, isolationOff } from './data/data-protection';
import { safeguardOff, sourceRemoved } from './data/safeguards';
import { clientsAdded, clientsWidened } from './exposure/clients-widened';
import { egressOpen, httpsOpen, portOpen } from './exposure/https-open';
import { internetFacing } from './exposure/internet-facing';
import { gatewayAdded, internetRoute, publicAddressGiven, wayOutOpened } from './exposure/internet';
import { networkConnected, otherAccountAllowed } from './exposure/other-accounts';
import type { Finding, Level, Rule, RuleContext } from './finding';
import { alarmRemoved, alarmSilenced, topicRemoved } from './operations/alarms';
import { forgotten } from './operations/forgotten';
import { loggingOff, logRemoved, retentionCut } from './operations/logs';
import {
  rollbackAlarmLost,
  rollbackGuard,
  rolloutAlone,
  rolloutHasty,
  startupShorter,
  unguardedUpdate,
} from './operations/rollout';
import { alarmWeakened } from './operations/weaker-alarms';
import { planRules } from './plan-rules';
import { synthesisRules } from './synthesis';
import { subnetRemoved, zoneLost } from './zones/zones';
import { zonesDiffer } from './zones/zones-differ';

/**
 * The rules that examine the changes of a plan, the worst first.
 *
 * Why a plan cannot be judged as a whole is no rule: `../plan/limits.ts`.
 */
export const rules: readonly Rule[] = [
  // Calls fail, or leave the VPC.
  endpointRemoved,
  privateLinkRemoved,
  vpcRemoved,
  subnetRemoved,
  privateDnsOff,
  vpcDnsOff,
  privateNameCaptured,
  clientGroupRemoved,
  clientsCutOff,
  prefixListNarrowed,
  wayOutClosed,
  callerRemoved,
  callerPolicyRemoved,
  permissionRevoked,
  addressFamilyChanged,
  dnsServersChanged,
  nameAnsweredElsewhere,
  networkAclCloses,
  connectionRemoved,
  routeRemoved,
  routeTableChanged,
  // A new instance does not come up.
  executionRoleNarrowed,
  s3OutOfReach,
  artifactExpires,
  keyUnusable,
  sourceRemoved,
  servingRemoved,
  rollbackGuard,
  // Calls leave their zone, or there are too few to answer.
  zoneLost,
  zonesDiffer,
  tooFewInstances,
  // Somebody may do more than before, or see it.
  httpsOpen,
  ...accessRules,
  portOpen,
  internetRoute,
  bucketPublic,
  encryptionOff,
  isolationOff,
  // Something is lost.
  dataRemoved,
  logRemoved,
  retentionCut,
  forgotten,
  // Cautions.
  policyDetached,
  permissionUnclear,
  privateLinkUnclear,
  routeRedirected,
  callsBounded,
  boundaryAdded,
  clientsWidened,
  otherAccountAllowed,
  networkConnected,
  gatewayAdded,
  internetFacing,
  wayOutOpened,
  egressOpen,
  publicAddressGiven,
  addressesChanged,
  resolutionChanged,
  capacityReduced,
  instanceTypeChanged,
  variantRemoved,
  modelGroupsChanged,
  scalingRemoved,
  scalingStuck,
  alarmRemoved,
  alarmSilenced,
  alarmWeakened,
  topicRemoved,
  unguardedUpdate,
  rollbackAlarmLost,
  rolloutAlone,
  rolloutHasty,
  startupShorter,
  loggingOff,
  safeguardOff,
  // Notes.
  clientsAdded,
  ...synthesisRules,
  ...planRules,
];

/** Of these there is nothing to fear: a rule about what uses them sees what matters. */
const HARMLESS_TYPES = ['terraform_data', 'aws_cloudwatch_dashboard', 'aws_s3_object'];

/** Types of resources that some rule knows. */
const KNOWN_TYPES = new Set([...HARMLESS_TYPES, ...rules.flatMap(({ types }) => (types === 'any' ? [] : types))]);

/** Policies are read wherever they stand, whatever the type. */
export const isKnown = ({ type, before, after }: Change): boolean =>
  KNOWN_TYPES.has(type) || [before, after].some((values) => documentsIn(values).length > 0);

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
