import { isObserved } from '../observe/observation';
import type { Facts } from '../facts';
import { finding, type HealthCheck } from './finding';

/** How what Terraform gave last compares with what serves. */
export type UpdateOutcome =
  | 'as given'
  | 'under way'
  | 'rolled back'
  | 'rollback failed'
  | 'not begun'
  | 'changed outside of Terraform'
  | 'unknown';

export function updateOutcome({ endpoint, applied, wanted }: Facts): UpdateOutcome {
  const observed = isObserved(endpoint) ? endpoint.value : undefined;
  if (observed?.configuration === undefined || !isObserved(applied)) return 'unknown';
  const { last, kept } = applied.value;
  if (observed.moving !== undefined) return 'under way';
  if (observed.status === 'UpdateRollbackFailed') return 'rollback failed';
  if (observed.configuration === last) return 'as given';
  if (!kept.includes(observed.configuration)) return 'changed outside of Terraform';
  const made = wanted !== undefined && isObserved(wanted) ? wanted.value.createdAt : undefined;
  // Nothing has happened to the endpoint since: the deployment stopped before it got there. Scaling happens to it, too.
  return made !== undefined && observed.changedAt !== undefined && observed.changedAt < made
    ? 'not begun'
    : 'rolled back';
}

/** Whether what serves is what was applied. */
export const checkConfiguration: HealthCheck = (facts, { endpoint: { names } }) => {
  const { endpoint, applied } = facts;
  if (!isObserved(endpoint) || endpoint.value?.configuration === undefined) return [];
  const serves = endpoint.value.configuration;
  if ('notHere' in applied) return [finding('note', `not compared with Terraform's state: ${applied.notHere}`)];
  if (!isObserved(applied)) return [finding('unknown', `what Terraform gave last: ${applied.unknown}`)];
  const { last } = applied.value;
  switch (updateOutcome(facts)) {
    case 'rolled back':
      return [
        finding(
          'bad',
          `it serves ${serves}, and Terraform gave ${last} last: that update was rolled back${why(facts, names.rollbackAlarm(last))}`,
          'change what was at fault, or take the change back, and deploy again',
        ),
      ];
    case 'not begun':
      return [
        finding(
          'bad',
          `it serves ${serves}, and Terraform gave ${last} last: that deployment failed before it came to the endpoint`,
          'deploy again',
        ),
      ];
    case 'changed outside of Terraform':
      return [
        finding(
          'bad',
          `it serves ${serves}, which Terraform's state does not know: it was moved there by other means, or the state is older than the endpoint`,
          `deploy again to move it back to what the settings say: npx cdktf deploy ${names.stack}`,
        ),
      ];
    default:
      return [];
  }
};

function why({ alarmEvent, wanted, scaling }: Facts, alarm: string): string {
  if (alarmEvent === undefined) {
    const unknown = wanted !== undefined && !isObserved(wanted) ? wanted.unknown : 'it is not known when it began';
    return ` (why cannot be seen: ${unknown})`;
  }
  if (!isObserved(alarmEvent)) return ` (why cannot be seen: ${alarmEvent.unknown})`;
  if (alarmEvent.value === undefined) {
    const orNever = isObserved(scaling) && scaling.value !== undefined ? ', or never began' : '';
    return `${orNever} (${alarm} did not go off: new instances did not start or pass their health checks, or it took too long)`;
  }
  const { at, reason } = alarmEvent.value;
  return `, for ${alarm} went off${at === undefined ? '' : ` at ${at.toISOString()}`}: ${reason}`;
}
