import { type Attributes, firstBlock, stringsIn } from '../plan/attributes';
import type { Change } from '../plan/change';
import { changesOfType, type Plan } from '../plan/plan';
import { eachChange, type Rule } from './finding';

/** Fewer subnets than before: clients and instances of a zone go without. */
export const zoneLost = eachChange(
  {
    name: 'zone-lost',
    level: 'danger',
    types: ['aws_vpc_endpoint', 'aws_sagemaker_model'],
    advice: 'Move the clients out of the zone first.',
  },
  (change) => {
    if (change.kind === 'delete' || change.before === undefined || change.after === undefined) return undefined;
    const [before, after] = [subnetsOf(change.type, change.before), subnetsOf(change.type, change.after)];
    if (before.length === 0 || after.length === 0 || after.length >= before.length) return undefined;
    const what = change.type === 'aws_vpc_endpoint' ? 'The PrivateLink endpoint' : 'The model';
    return `${what} leaves ${before.filter((id) => !after.includes(id)).join(', ')}: ${before.length} zones become ${after.length}.`;
  },
);

/** A model in a zone without a network interface is called from another; one that lacks a zone is as well. */
export const zonesDiffer: Rule = {
  name: 'zones-differ',
  level: 'danger',
  types: ['aws_sagemaker_model'],
  advice: 'Give the network and the endpoint the same zones.',
  find: ({ plan, allPlans }) =>
    changesOfType(plan, 'aws_sagemaker_model').flatMap((change) => {
      const subnets = change.after === undefined ? [] : subnetsOf(change.type, change.after);
      const network = networkOf(plan, allPlans);
      if (subnets.length === 0 || network === undefined || change.kind === 'no-op') return [];
      const zoneOf = (id: string) => Object.entries(network.subnets).find(([, subnet]) => subnet === id)?.[0];
      const model = new Set(subnets.map((id) => zoneOf(id) ?? id));
      const missing = network.privateLinkZones.filter((zone) => !model.has(zone));
      const uncovered = [...model].filter((zone) => !network.privateLinkZones.includes(zone));
      if (missing.length === 0 && uncovered.length === 0) return [];
      const differences = [
        ...(uncovered.length > 0 ? [`it is in ${uncovered.join(', ')}, where the PrivateLink endpoint is not`] : []),
        ...(missing.length > 0 ? [`it is not in ${missing.join(', ')}, where the PrivateLink endpoint is`] : []),
      ];
      return [
        {
          address: change.address,
          message: `The model's zones are not those of the PrivateLink endpoint: ${differences.join('; ')}.`,
        },
      ];
    }),
};

const subnetsOf = (type: string, values: Attributes): string[] => {
  if (type === 'aws_vpc_endpoint') return values.vpc_endpoint_type === 'Interface' ? stringsIn(values.subnet_ids) : [];
  if (type !== 'aws_sagemaker_model') return [];
  return stringsIn(firstBlock(values, 'vpc_config')?.subnets);
};

interface NetworkZones {
  readonly subnets: Readonly<Record<string, unknown>>;
  readonly privateLinkZones: readonly string[];
}

/** The network as the endpoint's plan read it, with what a plan of the network beside it makes of its PrivateLink endpoint. */
function networkOf(plan: Plan, all: readonly Plan[]): NetworkZones | undefined {
  const state = [...plan.prior.values()].find(({ type }) => type === 'terraform_remote_state')?.values;
  const outputs = state?.outputs as Record<string, Record<string, unknown> | undefined> | undefined;
  const { subnet_ids: subnets, private_link_subnet_ids: privateLink = subnets } = outputs ?? {};
  if (subnets === undefined || privateLink === undefined) return undefined;
  const planned = plannedSubnets(all, String(outputs?.private_link_id as unknown));
  const zones = Object.entries(privateLink).flatMap(([zone, id]) =>
    planned === undefined || planned.includes(String(id)) ? [zone] : [],
  );
  return { subnets, privateLinkZones: zones };
}

function plannedSubnets(all: readonly Plan[], privateLinkId: string): string[] | undefined {
  const change = all
    .flatMap((plan): readonly Change[] => changesOfType(plan, 'aws_vpc_endpoint'))
    .find(({ before }) => before?.id === privateLinkId);
  return change?.kind === 'update' ? stringsIn(change.after?.subnet_ids) : undefined;
}
