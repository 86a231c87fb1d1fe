import { alarmTopics } from './alarms';
import { arns } from './arns';
import { artifacts } from './artifacts';
import { containerEnvironment, guardedUpdates, images, localStorage, oneInstancePerZone } from './endpoints';
import type { Invariant } from './invariant';
import { validEndpointNames, validEnvironmentName } from './names';
import { cidrBlocks, createOrExisting, oneSubnetPerZone, roomForTheFleet, zones } from './network';
import { existingPrivateLink, fips, policyLength, someClient } from './private-link';
import { repetitions } from './repetitions';
import { rolloutSizes, rolloutTime } from './rollout';
import { scalingBounds, scalingTarget, scalingTypes } from './scaling';
import { tags } from './tags';

/** What settings must not break, in the order a reader meets the fields. */
export const invariants: readonly Invariant[] = [
  validEnvironmentName,
  arns,
  repetitions,
  tags,
  createOrExisting,
  zones,
  oneSubnetPerZone,
  cidrBlocks,
  roomForTheFleet,
  someClient,
  existingPrivateLink,
  fips,
  policyLength,
  validEndpointNames,
  oneInstancePerZone,
  localStorage,
  guardedUpdates,
  images,
  artifacts,
  containerEnvironment,
  scalingTypes,
  scalingBounds,
  scalingTarget,
  rolloutSizes,
  rolloutTime,
  alarmTopics,
];
