import { type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { subnetZones } from '../../plan/subnet-zones';
import { remembered } from '../../plan/remembered';

const BY_IDENTITY = new WeakMap<readonly Plan[], ReadonlyMap<string, string>>();

/** The zone of a subnet, or what the subnet is known by where no plan tells. */
export function zoneOfSubnet(plan: Plan, allPlans: readonly Plan[], subnet: string): string {
  return zoneOfIdentity(allPlans, identities(allPlans).identify(plan, 'aws_subnet', subnet));
}

/** As `zoneOfSubnet`, of a subnet by what it is known by. */
export function zoneOfIdentity(allPlans: readonly Plan[], subnet: string): string {
  const known = remembered(BY_IDENTITY, allPlans, () => zonesByIdentity(allPlans));
  return known.get(subnet) ?? subnetZones(allPlans).get(subnet) ?? SYNTHESIZED.exec(subnet)?.[1] ?? subnet;
}

/**
 * Endpoints read their subnets from the network’s state, and networks look up those of a VPC that is there already:
 * `${local.subnet-eu-west-1a}`, `${data.aws_subnet.network_subnet-eu-west-1a.id}`.
 */
const SYNTHESIZED = /^\$\{(?:local\.|data\.aws_subnet\.\w+_)subnet-([a-z0-9-]+)(?:\.id)?\}$/;

function zonesByIdentity(allPlans: readonly Plan[]): Map<string, string> {
  const zones = new Map<string, string>();
  const sides: readonly Side[] = ['before', 'after'];
  for (const plan of allPlans)
    for (const change of changesOfType(plan, 'aws_subnet'))
      for (const side of sides) {
        const zone = valuesAt(change, side)?.availability_zone;
        if (typeof zone === 'string' && change.deposed === undefined)
          zones.set(identities(allPlans).ofChange(plan, change), zone);
      }
  return zones;
}
