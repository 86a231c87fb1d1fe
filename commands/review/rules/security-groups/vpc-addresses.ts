import { stringOrStrings } from '../../plan/attributes';
import { type Side, valuesAt } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { type AddressSet, addressSet } from './address-set';
import { remembered } from '../../plan/remembered';

const ADDRESSES = new WeakMap<readonly Plan[], ReadonlyMap<string, AddressSet>>();

/** The addresses of a VPC, by what it is known by; none where no plan knows them. */
export function vpcAddresses(allPlans: readonly Plan[], vpc: string | undefined): AddressSet {
  const known = remembered(ADDRESSES, allPlans, () => findAddresses(allPlans));
  return known.get(vpc ?? '') ?? [];
}

function findAddresses(allPlans: readonly Plan[]): Map<string, AddressSet> {
  const blocks = new Map<string, string[]>();
  const add = (vpc: string, values: unknown) =>
    blocks.set(vpc, [...(blocks.get(vpc) ?? []), ...stringOrStrings(values)]);
  const side: Side = 'after';
  for (const plan of allPlans) {
    for (const change of changesOfType(plan, 'aws_vpc'))
      add(identities(allPlans).ofChange(plan, change), valuesAt(change, side)?.cidr_block);
    for (const change of changesOfType(plan, 'aws_vpc_ipv4_cidr_block_association'))
      for (const vpc of identities(allPlans).in(plan, change, 'vpc_id', 'aws_vpc', side))
        add(vpc, valuesAt(change, side)?.cidr_block);
    for (const [address, { type, values }] of plan.prior)
      if (type === 'aws_vpc' && address.includes('data.') && typeof values.id === 'string')
        add(values.id, values.cidr_block);
  }
  return new Map([...blocks].map(([vpc, all]) => [vpc, addressSet(all)]));
}
