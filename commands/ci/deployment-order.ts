import type { OutputChangeJson, PlanJson } from '../shared/terraform-files/plan-json';
import { plannedAction } from '../shared/terraform-files/planned-action';
import type { Stack } from './stacks';

/**
 * The stacks of one environment in phases, in the order to deploy them: stacks of one phase do not depend on each other.
 *
 * The network comes first, since the others read its outputs. Where it leaves a zone it comes last: a subnet can be
 * deleted only when no model and no function is in it.
 */
export function deploymentPhases(stacks: readonly Stack[], networkPlan: PlanJson | undefined): Stack[][] {
  const networks = stacks.filter(({ kind }) => kind === 'network');
  const inside = stacks.filter(({ kind }) => kind !== 'network');
  const order = networkPlan !== undefined && leavesZone(networkPlan) ? [inside, networks] : [networks, inside];
  return order.filter(({ length }) => length > 0);
}

/** Whether a network's plan removes a zone: a managed subnet is deleted, or an existing one is left out. */
export function leavesZone({ resource_changes, output_changes }: PlanJson): boolean {
  const isDeleted = (resource_changes ?? []).some(
    ({ type, change }) => type === 'aws_subnet' && plannedAction(change.actions) === 'delete',
  );
  return isDeleted || losesZone(output_changes?.subnet_ids);
}

/** The ID of a subnet that is replaced is unknown until apply: its zone is not lost. */
function losesZone(subnets: OutputChangeJson | undefined): boolean {
  if (subnets === undefined || subnets.after_unknown === true) return false;
  const after = [...zonesOf(subnets.after), ...zonesOf(subnets.after_unknown)];
  return after.length > 0 && zonesOf(subnets.before).some((zone) => !after.includes(zone));
}

const zonesOf = (value: unknown): string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);
