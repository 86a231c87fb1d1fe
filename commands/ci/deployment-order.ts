import type { ChangeJson, PlanJson } from '../shared/terraform-files/plan-json';
import { plannedAction } from '../shared/terraform-files/planned-action';
import type { Stack } from './stacks';

/**
 * Stacks of one environment in the order to deploy them in: what is in a phase does not depend on the rest of it.
 *
 * The network comes first, since the others read its outputs. Where it leaves a zone it comes last: a subnet goes only
 * when no model and no function is in it any more.
 */
export function deploymentPhases(stacks: readonly Stack[], networkPlan: PlanJson | undefined): Stack[][] {
  const networks = stacks.filter(({ kind }) => kind === 'network');
  const inside = stacks.filter(({ kind }) => kind !== 'network');
  const order = networkPlan !== undefined && leavesZone(networkPlan) ? [inside, networks] : [networks, inside];
  return order.filter(({ length }) => length > 0);
}

/** Whether a network's plan takes a zone away: a subnet that was made here is deleted, or one of yours is left out. */
export function leavesZone({ resource_changes, output_changes }: PlanJson): boolean {
  const isDeleted = (resource_changes ?? []).some(
    ({ type, change }) => type === 'aws_subnet' && plannedAction(change?.actions ?? []) === 'delete',
  );
  return isDeleted || losesZone(output_changes?.subnet_ids);
}

/** A subnet that is only made anew is unknown until apply: its zone is not lost. */
function losesZone(subnets: ChangeJson | undefined): boolean {
  if (subnets === undefined || subnets.after_unknown === true) return false;
  const after = [...zonesOf(subnets.after), ...zonesOf(subnets.after_unknown)];
  return after.length > 0 && zonesOf(subnets.before).some((zone) => !after.includes(zone));
}

const zonesOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);
