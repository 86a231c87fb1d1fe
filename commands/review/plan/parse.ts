import type { OutputChangeJson, PlanJson, ResourceChangeJson } from '../../shared/terraform-files/plan-json';
import { plannedAction } from '../../shared/terraform-files/planned-action';
import { checkPlanJson, InvalidPlanError, parsePlanJson } from '../../shared/terraform-files/read-plan-json';
import { resourcesIn, type ResourceValuesJson } from '../../shared/terraform-files/state-json';
import type { Attributes } from './attributes';
import type { Change, ChangeKind } from './change';
import { configurationOf } from './configuration';
import { limitsOf } from './limits';
import type { OutputChange, Plan } from './plan';
import { isAnySensitive, sensitiveTexts, textsIn } from './secrets';

/**
 * Reads a plan.
 *
 * @throws InvalidPlanError where it is none that can be read, with why
 */
export function planOf(name: string, content: unknown): Plan {
  const json = checkPlanJson(content);
  const isRedacted = json.format_version === undefined;
  const managed = (json.resource_changes ?? []).filter(({ mode }) => mode !== 'data');
  if (!isRedacted) managed.forEach(checkValues);
  const prior = resourcesIn(json.prior_state?.values?.root_module);
  const read = {
    changes: managed.map(changeOf),
    configuration: configurationOf(json.configuration?.root_module),
    prior: new Map(prior.map(({ address, type, values }) => [address, { type, values: values ?? {} }])),
  };
  return {
    name,
    basis: isRedacted ? 'redacted plan' : 'plan',
    ...read,
    drift: (json.resource_drift ?? []).map(changeOf).filter(({ kind }) => kind !== 'no-op' && kind !== 'move'),
    errored: json.errored === true,
    limits: limitsOf(json, read),
    outputs: Object.entries(json.output_changes ?? {}).flatMap(outputChange),
    actions: [...(json.action_invocations ?? []), ...(json.deferred_action_invocations ?? [])],
    failedChecks: (json.checks ?? [])
      .filter(({ status }) => status === 'fail' || status === 'error')
      .map(({ address }) => address?.to_display ?? 'a check'),
    secrets: secretsBeside(json, prior),
  };
}

/** As `planOf`, from its JSON as text. */
export const parsePlan = (name: string, text: string): Plan => planOf(name, parsePlanJson(text));

/** A change that lacks what its action is about must not be taken for one that changes nothing. */
function checkValues({ address, change }: ResourceChangeJson): void {
  const action = plannedAction(change.actions);
  const [before, after] = [change.before ?? undefined, change.after ?? undefined];
  const needsBefore = ['update', 'replace', 'delete', 'no-op'].includes(action);
  const needsAfter = ['update', 'replace', 'create', 'no-op'].includes(action);
  const damages: readonly [boolean, string][] = [
    [needsBefore && before === undefined, 'has no values before'],
    [needsAfter && after === undefined, 'has no values after'],
    [action === 'create' && before !== undefined, 'has values before'],
    [action === 'delete' && after !== undefined, 'has values after'],
    [action === 'no-op' && JSON.stringify(before) !== JSON.stringify(after), 'is said to change nothing, and changes'],
  ];
  const damage = damages.find(([isDamaged]) => isDamaged)?.[1];
  if (damage !== undefined)
    throw new InvalidPlanError(`it is damaged: ${address} (${change.actions.join(', ')}) ${damage}`);
}

const changeOf = ({ address, type, deposed, previous_address, action_reason, change }: ResourceChangeJson): Change => ({
  address,
  type,
  deposed,
  kind: kindOf(change.actions, previous_address, change.importing),
  createsFirst: change.actions[0] === 'create',
  before: change.before ?? undefined,
  after: change.after ?? undefined,
  afterUnknown: change.after_unknown,
  beforeSensitive: change.before_sensitive,
  afterSensitive: change.after_sensitive,
  replacePaths: change.replace_paths ?? [],
  reason: action_reason,
  previousAddress: previous_address === address ? undefined : previous_address,
  importing: change.importing ?? undefined,
});

function kindOf(
  actions: readonly string[],
  previousAddress: string | undefined,
  importing: Attributes | null | undefined,
): ChangeKind {
  const action = plannedAction(actions);
  if (action !== 'no-op') return action;
  if (importing !== undefined && importing !== null) return 'import';
  return previousAddress === undefined ? 'no-op' : 'move';
}

function outputChange([name, change]: [string, OutputChangeJson]): OutputChange[] {
  const { actions = [], before, after, after_unknown: afterUnknown } = change;
  if (plannedAction(actions) === 'no-op') return [];
  const isSensitive = isAnySensitive(change.before_sensitive) || isAnySensitive(change.after_sensitive);
  return [{ name, before, after, afterUnknown, isSensitive }];
}

/** Values of variables that are declared sensitive, and of the state before. */
function secretsBeside(json: PlanJson, prior: readonly ResourceValuesJson[]): string[] {
  const declared = json.configuration?.root_module?.variables ?? {};
  return [
    ...Object.entries(json.variables ?? {}).flatMap(([variable, { value }]) =>
      declared[variable]?.sensitive === true ? textsIn(value) : [],
    ),
    ...prior.flatMap(({ values, sensitive_values }) => sensitiveTexts(values, sensitive_values)),
  ];
}
