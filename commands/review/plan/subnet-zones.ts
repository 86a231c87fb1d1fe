import type { Attributes } from './attributes';
import { changesOfType, type Plan } from './plan';
import { remembered } from './remembered';

const ZONES = new WeakMap<readonly Plan[], ReadonlyMap<string, string>>();

/**
 * The Availability Zone of each subnet, by the subnet's ID, as far as the plans of a review know it: people know their
 * zones by name, and nobody knows a subnet's ID.
 */
export function subnetZones(allPlans: readonly Plan[]): ReadonlyMap<string, string> {
  return remembered(ZONES, allPlans, () => findZones(allPlans));
}

function findZones(allPlans: readonly Plan[]): Map<string, string> {
  const zones = new Map<string, string>();
  const add = (subnet: Attributes | undefined) => {
    const { id, availability_zone: zone } = subnet ?? {};
    if (typeof id === 'string' && typeof zone === 'string') zones.set(id, zone);
  };
  for (const plan of allPlans) {
    for (const { type, values } of plan.prior.values()) {
      if (type === 'aws_subnet') add(values);
      if (type === 'terraform_remote_state')
        for (const [zone, id] of Object.entries(subnetOutputs(values))) if (typeof id === 'string') zones.set(id, zone);
    }
    for (const { before, after } of changesOfType(plan, 'aws_subnet')) [before, after].forEach(add);
  }
  return zones;
}

/** The output `subnet_ids` of a network, from zone to ID. */
const subnetOutputs = ({ outputs }: Attributes): Readonly<Record<string, unknown>> =>
  (outputs as { readonly subnet_ids?: Readonly<Record<string, unknown>> } | undefined)?.subnet_ids ?? {};
