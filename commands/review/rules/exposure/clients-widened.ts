import type { Plan } from '../../plan/plan';
import type { Found, Rule } from '../finding';
import { addressSet, type AddressSet, areEveryone, v4Size, withoutAddresses } from '../security-groups/address-set';
import { groupName } from '../security-groups/managed-groups';
import { privateLinkAccess, type PrivateLinkAccess } from '../security-groups/private-link-access';
import { lostReach } from '../security-groups/reach';
import { TRAFFIC_RULE_TYPES } from '../security-groups/traffic-rule';
import { namesOf } from '../words';

/** A /16 has 65,536 addresses. More than 16 of them are hardly somebody’s clients. */
const MANY = 16 * 65_536;
const TIMES = 16n;

interface AddedClients {
  readonly blocks: readonly string[];
  readonly groups: readonly string[];
  readonly prefixLists: readonly string[];
  readonly isWide: boolean;
}

function addedClients({ reach }: PrivateLinkAccess): AddedClients {
  const { blocks, groups, others } = lostReach(reach.after, reach.before, []);
  const added = withoutAddresses(reach.after.addresses, reach.before.addresses);
  return { blocks, groups, prefixLists: others, isWide: isWide(reach.before.addresses, blocks, added) };
}

/** Many more addresses, or a block that is many times the one it takes the place of. */
function isWide(before: AddressSet, blocks: readonly string[], added: AddressSet): boolean {
  if (v4Size(added) >= MANY) return true;
  return blocks.some((block) => {
    const all = addressSet([block]);
    const had = v4Size(withoutAddresses(all, withoutAddresses(all, before)));
    return had > 0n && v4Size(all) >= had * TIMES;
  });
}

/** More may reach the PrivateLink endpoint: what was asked for, and worth a look where it is a great many. */
export const clientsWidened: Rule = {
  name: 'clients-widened',
  level: 'caution',
  types: TRAFFIC_RULE_TYPES,
  advice: 'Allow the blocks that clients are in, and no more.',
  find: ({ plan, allPlans }) =>
    ofPlan(allPlans, plan).flatMap((access): Found[] => {
      const { isWide, blocks, prefixLists } = addedClients(access);
      const wide = [...(isWide ? blocks : []), ...prefixLists];
      return wide.length === 0
        ? []
        : [
            {
              address: access.endpoint.address,
              message: isWide
                ? `${namesOf(wide)} may now reach the PrivateLink endpoint: far more addresses than before.`
                : `${namesOf(wide)} may now reach the PrivateLink endpoint, and no plan says which addresses that is.`,
            },
          ];
    }),
};

export const clientsAdded: Rule = {
  name: 'clients-added',
  level: 'note',
  types: TRAFFIC_RULE_TYPES,
  advice: '',
  find: ({ plan, allPlans }) =>
    ofPlan(allPlans, plan).flatMap((access): Found[] => {
      const { isWide, blocks, groups } = addedClients(access);
      const names = [...(isWide ? [] : blocks), ...groups.map((group) => groupName(allPlans, group))];
      return names.length === 0
        ? []
        : [{ address: access.endpoint.address, message: `${namesOf(names)} may now reach the PrivateLink endpoint.` }];
    }),
};

const ofPlan = (allPlans: readonly Plan[], plan: Plan): PrivateLinkAccess[] =>
  privateLinkAccess(allPlans).filter(
    ({ plan: own, endpoint, reach }) =>
      // Open to everyone is worse, and another rule's.
      own === plan && endpoint.kind !== 'delete' && !areEveryone(reach.after.addresses),
  );
