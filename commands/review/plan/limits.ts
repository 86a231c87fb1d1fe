import type { PlanJson } from '../../shared/terraform-files/plan-json';
import { resourcesIn } from '../../shared/terraform-files/state-json';
import type { Change } from './change';
import type { Configuration } from './configuration';
import { isIncomplete } from './incomplete-plan';
import type { Plan, PlanLimit } from './plan';

/** What of a plan was read before its limits can be said. */
export interface ReadPlan {
  readonly changes: readonly Change[];
  readonly configuration: Configuration;
  readonly prior: Plan['prior'];
}

/** Why a plan cannot be judged as a whole. What is not known must never pass for nothing. */
export function limitsOf(json: PlanJson, read: ReadPlan): PlanLimit[] {
  const { changes, prior } = read;
  const planned = resourcesIn(json.planned_values?.root_module).map(({ address }) => address);
  const { errored = false } = json;
  // Terraform says so itself, of a plan that nobody has damaged since; OpenTofu does not.
  const complete = json.complete !== false && !isIncomplete(read, planned);
  const deferred = (json.deferred_changes ?? []).length;
  const actions = (json.action_invocations ?? []).length + (json.deferred_action_invocations ?? []).length;
  const unknown = changes.filter(({ kind }) => kind === 'unknown').map(({ address }) => address);
  const isChanging = changes.some(({ kind }) => kind !== 'no-op');
  const lacksChanges =
    json.resource_changes === null || (json.resource_changes === undefined && prior.size + planned.length > 0);
  const limits: readonly (PlanLimit | false)[] = [
    errored && {
      level: 'danger',
      rule: 'plan-failed',
      message: 'Planning failed: what would change is not known.',
      advice: 'Fix what made it fail, and plan again.',
    },
    !errored && !complete && incomplete('The plan is not complete (a target, or something deferred).'),
    lacksChanges && incomplete('The plan has no list of changes, so what it changes is not known.'),
    deferred > 0 && incomplete(`Deferred to a later plan: ${counted(deferred, 'change')}.`),
    actions > 0 && {
      level: 'caution',
      rule: 'plan-has-actions',
      message: `It runs ${counted(actions, 'Terraform action')}, and this review does not know what they do.`,
      advice: 'Read the actions in the configuration.',
    },
    unknown.length > 0 && {
      level: 'caution',
      rule: 'plan-unknown-actions',
      message: `This review does not know what the plan does with ${shortList(unknown)}.`,
      advice: 'Read the plan itself.',
    },
    !errored &&
      json.applyable === false &&
      isChanging && {
        level: 'caution',
        rule: 'plan-not-applyable',
        message: 'Terraform says that this plan cannot be applied.',
        advice: 'Read the plan itself.',
      },
    json.format_version === undefined && {
      level: 'note',
      rule: 'plan-redacted',
      message:
        'HCP Terraform gives a redacted plan: sensitive values, the state before it, the configuration and its conditions are not in it.',
      advice: '',
    },
  ];
  return limits.filter((limit) => limit !== false);
}

const incomplete = (message: string): PlanLimit => ({
  level: 'caution',
  rule: 'plan-incomplete',
  message,
  advice: 'Another plan has to follow: review that one, too.',
});

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const shortList = (names: readonly string[]): string =>
  `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
