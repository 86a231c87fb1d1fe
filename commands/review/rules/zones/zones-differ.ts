import { changesOfType, type Plan } from '../../plan/plan';
import type { Found, Rule, RuleContext } from '../finding';
import { zoneRemovedCause, zonesOf } from './zones';

/** A model in a zone without a network interface is called from another; one that lacks a zone is as well. */
export const zonesDiffer: Rule = {
  name: 'zones-differ',
  level: 'danger',
  types: ['aws_sagemaker_model'],
  advice: 'Give the network and the endpoint the same zones.',
  find: (context) => {
    const { plan, allPlans } = context;
    const network = networkZones(plan, allPlans);
    if (network === undefined) return [];
    return changesOfType(plan, 'aws_sagemaker_model').flatMap((change): Found[] => {
      const model = zonesOf(change, context, 'after');
      if (model.size === 0 || change.kind === 'no-op') return [];
      const missing = [...network].filter((zone) => !model.has(zone));
      const uncovered = [...model].filter((zone) => !network.has(zone));
      if (missing.length === 0 && uncovered.length === 0) return [];
      const differences = [
        ...(uncovered.length > 0 ? [`it is in ${uncovered.join(', ')}, where the PrivateLink endpoint is not`] : []),
        ...(missing.length > 0 ? [`it is not in ${missing.join(', ')}, where the PrivateLink endpoint is`] : []),
      ];
      const left = [...zonesOf(change, context, 'before')].filter((zone) => !model.has(zone));
      const [zone] = left.filter((one) => missing.includes(one));
      return [
        {
          address: change.address,
          message: `The model's zones are not those of the PrivateLink endpoint: ${differences.join('; ')}.`,
          ...(zone === undefined ? {} : { cause: zoneRemovedCause(zone) }),
        },
      ];
    });
  },
};

/** Of the PrivateLink endpoint: as the endpoint's plan read them, or as a plan of the network beside it makes them. */
function networkZones(plan: Plan, allPlans: readonly Plan[]): Set<string> | undefined {
  const state = [...plan.prior.values()].find(({ type }) => type === 'terraform_remote_state')?.values;
  const outputs = state?.outputs as Record<string, unknown> | undefined;
  const zones = (outputs?.private_link_subnet_ids ?? outputs?.subnet_ids) as Record<string, unknown> | undefined;
  if (zones === undefined) return undefined;
  return plannedZones(String(outputs?.private_link_id), allPlans) ?? new Set(Object.keys(zones));
}

function plannedZones(privateLinkId: string, allPlans: readonly Plan[]): Set<string> | undefined {
  for (const plan of allPlans) {
    const change = changesOfType(plan, 'aws_vpc_endpoint').find(({ before }) => before?.id === privateLinkId);
    const context: RuleContext = { plan, allPlans };
    if (change?.kind === 'update') return zonesOf(change, context, 'after');
  }
  return undefined;
}
