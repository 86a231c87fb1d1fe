import { isKnown } from '../observe/known';
import type { Facts } from '../facts';
import { finding, type Rule } from './finding';

/** How what Terraform gave last compares with what serves. */
export type Outcome =
  | 'as given'
  | 'under way'
  | 'rolled back'
  | 'rollback failed'
  | 'not begun'
  | 'changed outside of Terraform'
  | 'unknown';

export function outcomeOf({ endpoint, given, wanted }: Facts): Outcome {
  const it = isKnown(endpoint) ? endpoint.value : undefined;
  if (it?.configuration === undefined || !isKnown(given)) return 'unknown';
  const { last, kept } = given.value;
  if (it.moving !== undefined) return 'under way';
  if (it.status === 'UpdateRollbackFailed') return 'rollback failed';
  if (it.configuration === last) return 'as given';
  if (!kept.includes(it.configuration)) return 'changed outside of Terraform';
  const made = wanted !== undefined && isKnown(wanted) ? wanted.value.createdAt : undefined;
  // Nothing has happened to the endpoint since: the deployment stopped before it got there. Scaling happens to it, too.
  return made !== undefined && it.changedAt !== undefined && it.changedAt < made ? 'not begun' : 'rolled back';
}

/** Whether what serves is what was given. */
export const configuration: Rule = (facts, { endpoint: { names } }) => {
  const { endpoint, given } = facts;
  if (!isKnown(endpoint) || endpoint.value?.configuration === undefined) return [];
  const serves = endpoint.value.configuration;
  if ('notHere' in given) return [finding('note', `not compared with Terraform's state: ${given.notHere}`)];
  if (!isKnown(given)) return [finding('unknown', `what Terraform gave last: ${given.unknown}`)];
  const { last } = given.value;
  switch (outcomeOf(facts)) {
    case 'rolled back':
      return [
        finding(
          'bad',
          `it serves ${serves}, and Terraform gave ${last} last: that update was rolled back${why(facts, names.rollbackAlarm)}`,
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

function why({ wentOff, wanted, scaling }: Facts, alarm: string): string {
  if (wentOff === undefined) {
    const unknown = wanted !== undefined && !isKnown(wanted) ? wanted.unknown : 'it is not known when it began';
    return ` (why cannot be seen: ${unknown})`;
  }
  if (!isKnown(wentOff)) return ` (why cannot be seen: ${wentOff.unknown})`;
  if (wentOff.value === undefined) {
    const orNever = isKnown(scaling) && scaling.value !== undefined ? ', or never began' : '';
    return `${orNever} (${alarm} did not go off: new instances did not start or pass their health checks, or it took too long)`;
  }
  const { at, reason } = wentOff.value;
  return `, for ${alarm} went off${at === undefined ? '' : ` at ${at.toISOString()}`}: ${reason}`;
}
