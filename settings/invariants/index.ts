import { alarmTopicsFit } from './alarms';
import { arnsMatchEnvironment } from './arns';
import { artifactsReadable } from './artifacts';
import { callersReachable } from './callers';
import {
  validContainerEnvironment,
  guardedUpdatesSupported,
  imageInRegionalEcr,
  noVolumeForLocalStorage,
  oneInstancePerZone,
} from './endpoints';
import type { Invariant } from './invariant';
import { validEndpointNames, validEnvironmentName } from './names';
import { validCidrBlocks, createOrExisting, oneSubnetPerZone, subnetCapacity, validZones } from './network';
import { existingPrivateLinkUnchanged, fipsAvailable, policyFits, clientsNotEmpty } from './private-link';
import { noDuplicates } from './duplicates';
import { validRolloutSizes, rolloutFitsTimeout } from './rollout';
import { validScalingBounds, oneScalingTarget, scalableInstanceType } from './scaling';
import { validTags } from './tags';

/** What settings must not break, in the order a reader meets the fields. */
export const invariants: readonly Invariant[] = [
  validEnvironmentName,
  arnsMatchEnvironment,
  noDuplicates,
  validTags,
  createOrExisting,
  validZones,
  oneSubnetPerZone,
  validCidrBlocks,
  subnetCapacity,
  clientsNotEmpty,
  existingPrivateLinkUnchanged,
  fipsAvailable,
  policyFits,
  validEndpointNames,
  callersReachable,
  oneInstancePerZone,
  noVolumeForLocalStorage,
  guardedUpdatesSupported,
  imageInRegionalEcr,
  artifactsReadable,
  validContainerEnvironment,
  scalableInstanceType,
  validScalingBounds,
  oneScalingTarget,
  validRolloutSizes,
  rolloutFitsTimeout,
  alarmTopicsFit,
];
