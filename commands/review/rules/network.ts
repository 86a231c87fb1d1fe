import { firstBlock, stringsIn } from '../plan/attributes';
import { type Change, removesResource } from '../plan/change';
import { changesOfType, type Plan } from '../plan/plan';
import { eachChange } from './finding';

/** Calls go through it: without it they fail, or leave the VPC. */
export const privateLinkRemoved = eachChange(
  {
    name: 'private-link-removed',
    level: 'danger',
    types: ['aws_vpc_endpoint'],
    advice: 'Keep it, or move the clients elsewhere first.',
  },
  (change) =>
    change.type === 'aws_vpc_endpoint' && removesResource(change) && change.before?.vpc_endpoint_type === 'Interface'
      ? `The PrivateLink endpoint is ${deletion(change)}: calls fail or leave the VPC, and its names are other ones afterwards.`
      : undefined,
);

export const vpcRemoved = eachChange(
  { name: 'vpc-removed', level: 'danger', types: ['aws_vpc'], advice: 'Keep it: nothing in it survives.' },
  (change) =>
    change.type === 'aws_vpc' && removesResource(change)
      ? `The VPC is ${deletion(change)}, with all that is in it.`
      : undefined,
);

/** Something may be in it: the PrivateLink endpoint's network interface, or a model's. */
export const subnetRemoved = eachChange(
  {
    name: 'subnet-removed',
    level: 'danger',
    types: ['aws_subnet'],
    advice: 'Deploy the endpoints without this zone first, then the network.',
  },
  (change, { plan, allPlans }) => {
    if (change.type !== 'aws_subnet' || !removesResource(change)) return undefined;
    const inUse = allPlans.some((one) => usedSubnets(one).has(String(change.before?.id)));
    const { availability_zone: zone } = change.before ?? {};
    return inUse || changesOfType(plan, 'aws_vpc_endpoint').some(({ before }) => before !== undefined)
      ? `The subnet in ${typeof zone === 'string' ? zone : 'its zone'} is ${deletion(change)}: a zone goes endpoints first, network after.`
      : undefined;
  },
);

const deletion = ({ kind }: Change): string => (kind === 'replace' ? 'deleted and made again' : 'deleted');

function usedSubnets(plan: Plan): Set<string> {
  const models = changesOfType(plan, 'aws_sagemaker_model').flatMap(({ before }) =>
    stringsIn(firstBlock(before, 'vpc_config')?.subnets),
  );
  return new Set([
    ...models,
    ...changesOfType(plan, 'aws_vpc_endpoint').flatMap(({ before }) => stringsIn(before?.subnet_ids)),
  ]);
}
