import { type AddressSet, addressSet, blocksWithin, withoutAddresses } from './address-set';
import type { TrafficRule } from './traffic-rule';

/** Whom rules let through together. */
export interface Reach {
  readonly blocks: readonly string[];
  readonly addresses: AddressSet;
  readonly groups: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

export function reachOf(rules: readonly TrafficRule[]): Reach {
  const blocks = rules.flatMap((rule) => rule.blocks);
  return {
    blocks,
    addresses: addressSet(blocks),
    groups: new Set(rules.flatMap(({ groups }) => groups)),
    others: new Set(rules.flatMap(({ others }) => others)),
  };
}

/** What of one reach is not in another. */
export interface ReachDifference {
  /** As they are written. */
  readonly blocks: readonly string[];
  readonly groups: readonly string[];
  readonly others: readonly string[];
}

/**
 * What reach is lost from one to another.
 *
 * @param local - the addresses of the VPC: who lets all of them through lets its security groups through
 */
export function lostReach(from: Reach, to: Reach, local: AddressSet): ReachDifference {
  const hasLocal = local.length > 0 && withoutAddresses(local, to.addresses).length === 0;
  return {
    blocks: [...new Set(blocksWithin(from.blocks, withoutAddresses(from.addresses, to.addresses)))],
    groups: hasLocal ? [] : [...from.groups].filter((group) => !to.groups.has(group)),
    others: [...from.others].filter((other) => !to.others.has(other)),
  };
}
