import { artifacts } from './artifacts';
import { containerEnvironment, images, localStorage, oneInstancePerZone } from './endpoints';
import type { Invariant } from './invariant';
import { endpointNames, environmentName, regions } from './names';
import { cidrBlocks, createOrExisting, oneSubnetPerZone, roomForTheFleet, zones } from './network';
import { existingPrivateLink, fips, someClient } from './private-link';
import { tags } from './tags';

/** What settings must not break, in the order a reader meets the fields. */
export const invariants: readonly Invariant[] = [
  environmentName,
  regions,
  tags,
  createOrExisting,
  zones,
  oneSubnetPerZone,
  cidrBlocks,
  roomForTheFleet,
  someClient,
  existingPrivateLink,
  fips,
  endpointNames,
  oneInstancePerZone,
  localStorage,
  images,
  artifacts,
  containerEnvironment,
];
