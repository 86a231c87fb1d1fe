import type { ChangeJson, PlanJson, ResourceChangeJson } from '../../shared/terraform-files/plan-json';
import { plannedAction } from '../../shared/terraform-files/planned-action';
import { checkPlanJson, InvalidPlanError, parsePlanJson } from '../../shared/terraform-files/read-plan-json';
import type { ModuleValues } from '../../shared/terraform-files/state-json';
import type { Attributes } from './attributes';
import type { Change, ChangeKind } from './change';
import type { Plan, PlanLimit } from './plan';
import { isIncomplete } from './incomplete-plan';

/**
 * Reads a plan.
 *
 * @throws InvalidPlanError where it is none that can be read, with why
 */
export function planOf(name: string, content: unknown): Plan {
  const json = checkPlanJson(content);
  const redacted = json.format_version === undefined;
  const resourceChanges = (json.resource_changes ?? []).map(asPromised);
  return {
    name,
    changes: resourceChanges.filter(({ mode }) => mode !== 'data').map(asChange),
    prior: priorOf(json.prior_state?.values?.root_module),
    errored: json.errored === true,
    limits: limitsOf(json, resourceChanges, redacted),
    outputs: Object.entries(json.output_changes ?? {})
      .filter(([, { actions = [] }]) => !actions.includes('no-op'))
      .map(([output]) => output),
    failedChecks: (json.checks ?? [])
      .filter(({ status }) => status === 'fail' || status === 'error')
      .map(({ address }) => address?.to_display ?? 'a check'),
  };
}

/** As `planOf`, from its JSON as a text. */
export const parsePlan = (name: string, text: string): Plan => planOf(name, parsePlanJson(text));

/** A resource's change with what the format promises of each. */
export type CompleteResourceChange = ResourceChangeJson &
  Required<Pick<ResourceChangeJson, 'address' | 'type'>> & {
    readonly change: ChangeJson & Required<Pick<ChangeJson, 'actions'>>;
  };

/** A change that cannot be read must not be taken for none. */
function asPromised(resource: ResourceChangeJson): CompleteResourceChange {
  const { address, type, change } = resource;
  if (address === undefined || type === undefined || change?.actions === undefined)
    throw new InvalidPlanError('one of its changes lacks its address, type or actions');
  return { ...resource, address, type, change: { ...change, actions: change.actions } };
}

function asChange(resource: CompleteResourceChange): Change {
  const { address, type, deposed, previous_address, action_reason, change } = resource;

  return {
    address,
    type,
    deposed,
    kind: kindOf(change.actions, previous_address, change.importing),
    createsFirst: change.actions[0] === 'create',
    before: valuesOf(change.before),
    after: valuesOf(change.after),
    afterUnknown: change.after_unknown,
    beforeSensitive: change.before_sensitive,
    afterSensitive: change.after_sensitive,
    replacePaths: change.replace_paths ?? [],
    reason: action_reason,
    previousAddress: previous_address === address ? undefined : previous_address,
    importing: change.importing !== undefined && change.importing !== null,
  };
}

const valuesOf = (value: unknown): Attributes | undefined => (value ?? undefined) as Attributes | undefined;

function kindOf(actions: readonly string[], previousAddress: string | undefined, importing: unknown): ChangeKind {
  const action = plannedAction(actions);
  if (action !== 'no-op') return action;
  if (importing !== undefined && importing !== null) return 'import';
  return previousAddress === undefined ? 'no-op' : 'move';
}

function priorOf(module: ModuleValues | undefined): Map<string, { type: string; values: Attributes }> {
  const all = (one: ModuleValues): [string, { type: string; values: Attributes }][] => [
    ...(one.resources ?? []).map(({ address, type, values }): [string, { type: string; values: Attributes }] => [
      address,
      { type, values: values ?? {} },
    ]),
    ...(one.child_modules ?? []).flatMap(all),
  ];
  return new Map(module === undefined ? [] : all(module));
}

function limitsOf(json: PlanJson, changes: readonly CompleteResourceChange[], redacted: boolean): PlanLimit[] {
  const { errored, deferred_changes: deferred = [], action_invocations: actions = [] } = json;
  const complete = json.complete ?? !isIncomplete(json.configuration, changes);
  const limit = (isOne: boolean, level: PlanLimit['level'], rule: string, message: string): PlanLimit[] =>
    isOne ? [{ level, rule, message }] : [];
  return [
    ...limit(errored === true, 'danger', 'plan-failed', 'planning failed: what would change is not known'),
    ...limit(
      errored !== true && !complete,
      'caution',
      'plan-incomplete',
      'the plan is not complete (a target, or something deferred): another plan follows it',
    ),
    ...limit(
      deferred.length > 0,
      'caution',
      'plan-incomplete',
      `${deferred.length} changes are deferred to a later plan`,
    ),
    ...limit(
      actions.length > 0,
      'caution',
      'plan-has-actions',
      `${actions.length} actions run beside it, which this review knows nothing of`,
    ),
    ...limit(
      redacted,
      'note',
      'plan-redacted',
      'it is redacted: sensitive values, the state before it, the configuration and the conditions are not in it',
    ),
  ];
}
