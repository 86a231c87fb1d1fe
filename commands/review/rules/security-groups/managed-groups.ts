import { type Change, nameOf } from '../../plan/change';
import { identities } from '../../plan/identities';
import { changesOfType, type Plan } from '../../plan/plan';
import { remembered } from '../../plan/remembered';

const GROUPS = new WeakMap<readonly Plan[], ReadonlyMap<string, Change>>();

/** The security groups that the plans have, by what they are known by. */
export function managedGroups(allPlans: readonly Plan[]): ReadonlyMap<string, Change> {
  return remembered(GROUPS, allPlans, () => findGroups(allPlans));
}

const findGroups = (allPlans: readonly Plan[]): Map<string, Change> =>
  new Map(
    allPlans.flatMap((plan) =>
      changesOfType(plan, 'aws_security_group')
        .filter(({ deposed }) => deposed === undefined)
        .map((change) => [identities(allPlans).ofChange(plan, change), change] as const),
    ),
  );

/** What people know a security group by. */
export function groupName(allPlans: readonly Plan[], group: string): string {
  const change = managedGroups(allPlans).get(group);
  return change === undefined ? group : nameOf(change);
}
