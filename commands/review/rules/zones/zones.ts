import { blocksIn, firstBlock } from '../../plan/attributes';
import { type Change, isUnknown, removesResource, type Side } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule, RuleContext } from '../finding';
import { namesOf } from '../words';
import { zoneOfIdentity, zoneOfSubnet } from './zone-names';
import { remembered } from '../../plan/remembered';

/** What findings that come from the same zone stand under. */
export const zoneRemovedCause = (zone: string): string => `Zone ${zone} is removed`;

/** A zone that clients or instances were in: they go without, or across zones. */
export const zoneLost: Rule = {
  name: 'zone-lost',
  level: 'danger',
  types: ['aws_vpc_endpoint', 'aws_vpc_endpoint_subnet_association', 'aws_sagemaker_model'],
  advice: 'Move the clients out of the zone first.',
  find: (context) => [
    ...changesOfType(context.plan, 'aws_vpc_endpoint')
      .filter(({ before, after }) => before?.vpc_endpoint_type === 'Interface' && after !== undefined)
      .flatMap((change) => leftZones(change, context, 'The PrivateLink endpoint')),
    ...changesOfType(context.plan, 'aws_sagemaker_model').flatMap((change) => leftZones(change, context, 'The model')),
  ],
};

function leftZones(change: Change, context: RuleContext, what: string): Found[] {
  if (
    change.kind === 'delete' ||
    change.kind === 'no-op' ||
    change.before === undefined ||
    change.deposed !== undefined
  )
    // An association of its own may take the zone from an endpoint that stays as it is.
    if (change.kind !== 'no-op' || change.type !== 'aws_vpc_endpoint') return [];
  const [before, after] = [zonesOf(change, context, 'before'), zonesOf(change, context, 'after')];
  if (before.size === 0 || (after.size === 0 && isUnknownWhere(change))) return [];
  const [lost, gained] = [
    [...before].filter((zone) => !after.has(zone)),
    [...after].filter((zone) => !before.has(zone)),
  ];
  return lost.map((zone) => ({
    address: change.address,
    message: `${what} leaves ${zone}: ${before.size} zones become ${after.size}${gained.length === 0 ? '' : `, with ${namesOf(gained)} among them`}.`,
    cause: zoneRemovedCause(zone),
  }));
}

const isUnknownWhere = (change: Change): boolean => isUnknown(change, 'subnet_ids') || isUnknown(change, 'vpc_config');

/** The zones that a PrivateLink endpoint or model is in, as far as the plans tell. */
export function zonesOf(change: Change, { plan, allPlans }: RuleContext, side: Side): Set<string> {
  const known = identities(allPlans);
  if (change.type === 'aws_sagemaker_model') {
    const { subnets } = firstBlock(side === 'before' ? change.before : change.after, 'vpc_config') ?? {};
    const ids = [subnets].flat().filter((id): id is string => typeof id === 'string');
    return new Set(ids.map((id) => zoneOfSubnet(plan, allPlans, id)));
  }
  const values = side === 'before' ? change.before : change.after;
  const configured = blocksIn(values, 'subnet_configuration').flatMap(({ subnet_id: id }) =>
    typeof id === 'string' ? [known.identify(plan, 'aws_subnet', id)] : [],
  );
  const associated = changesOfType(plan, 'aws_vpc_endpoint_subnet_association').flatMap((association) =>
    known.in(plan, association, 'vpc_endpoint_id', 'aws_vpc_endpoint', side).includes(known.ofChange(plan, change))
      ? known.in(plan, association, 'subnet_id', 'aws_subnet', side)
      : [],
  );
  const subnets = [...known.in(plan, change, 'subnet_ids', 'aws_subnet', side), ...configured, ...associated];
  return new Set(subnets.map((subnet) => zoneOfIdentity(allPlans, subnet)));
}

/** Something may be in it: the PrivateLink endpoint's network interface, or a model's. */
export const subnetRemoved: Rule = {
  name: 'subnet-removed',
  level: 'danger',
  types: ['aws_subnet'],
  advice: 'Deploy the endpoints without this zone first, then the network.',
  find: (context) => {
    const { plan, allPlans } = context;
    const used = usedSubnets(allPlans);
    const hasEndpoint = changesOfType(plan, 'aws_vpc_endpoint').some(({ before }) => before !== undefined);
    return changesOfType(plan, 'aws_subnet').flatMap((change): Found[] => {
      if (!removesResource(change) || !(hasEndpoint || used.has(identities(allPlans).ofChange(plan, change))))
        return [];
      const { availability_zone: zone } = change.before ?? {};
      const where = typeof zone === 'string' ? zone : 'its zone';
      const isReplaced = change.kind === 'replace' && change.after?.availability_zone === zone;
      return [
        {
          address: change.address,
          message: isReplaced
            ? `The subnet in ${where} is replaced: the network interfaces in it get other addresses, and calls through the old ones fail.`
            : `The subnet in ${where} is deleted: a zone goes endpoints first, network after.`,
          ...(isReplaced || typeof zone !== 'string' ? {} : { cause: zoneRemovedCause(zone) }),
        },
      ];
    });
  },
};

const USED = new WeakMap<readonly Plan[], ReadonlySet<string>>();

/** The subnets of models and VPC endpoints, by what they are known by. */
function usedSubnets(allPlans: readonly Plan[]): ReadonlySet<string> {
  const known = identities(allPlans);
  return remembered(
    USED,
    allPlans,
    () =>
      new Set(
        allPlans.flatMap((plan) => [
          ...changesOfType(plan, 'aws_vpc_endpoint').flatMap((change) =>
            known.in(plan, change, 'subnet_ids', 'aws_subnet', 'before'),
          ),
          ...changesOfType(plan, 'aws_sagemaker_model').flatMap(({ before }) =>
            [firstBlock(before, 'vpc_config')?.subnets]
              .flat()
              .flatMap((id) => (typeof id === 'string' ? [known.identify(plan, 'aws_subnet', id)] : [])),
          ),
        ]),
      ),
  );
}
