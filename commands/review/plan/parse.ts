import type { OutputChangeJson, ResourceChangeJson } from '../../shared/terraform-files/plan-json';
import { plannedAction } from '../../shared/terraform-files/planned-action';
import { checkPlanJson, InvalidPlanError, parsePlanJson } from '../../shared/terraform-files/read-plan-json';
import { resourcesIn } from '../../shared/terraform-files/state-json';
import type { Attributes } from './attributes';
import type { Change, ChangeKind } from './change';
import { configurationOf } from './configuration';
import { limitsOf } from './limits';
import type { OutputChange, Plan } from './plan';
import { secretsIn } from './plan-secrets';
import { isAnySensitive, redactor } from './secrets';

/**
 * Reads a plan.
 *
 * @throws InvalidPlanError where it is none that can be read, with why
 */
export function planOf(name: string, content: unknown): Plan {
  const json = checkPlanJson(content);
  const isRedacted = json.format_version === undefined;
  const secrets = secretsIn(json);
  const managed = (json.resource_changes ?? []).filter(({ mode }) => mode !== 'data');
  const damage = isRedacted ? undefined : managed.map(damageOf).find((one) => one !== undefined);
  if (damage !== undefined) throw new InvalidPlanError(redactor(secrets)(`it is damaged: ${damage}`));
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
    runsBeside: [
      ...(json.action_invocations ?? []),
      ...(json.deferred_action_invocations ?? []),
      ...(json.deferred_changes ?? []),
      ...(json.resource_changes ?? []).filter(isReadLater).map(({ address, type, change }) => [address, type, change]),
    ],
    providers: Object.entries(json.configuration?.provider_config ?? {}).map(([key, settings]) => [
      key,
      // Where it is from: Terraform and OpenTofu have it from different hosts.
      { ...settings, full_name: undefined },
    ]),
    failedChecks: (json.checks ?? [])
      .filter(({ status }) => status === 'fail' || status === 'error')
      .map(({ address }) => address?.to_display ?? 'a check'),
    secrets,
  };
}

/** As `planOf`, from its JSON as text. */
export const parsePlan = (name: string, text: string): Plan => planOf(name, parsePlanJson(text));

/** A change that lacks what its action is about must not be taken for one that changes nothing. */
function damageOf({ address, change }: ResourceChangeJson): string | undefined {
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
  return damage && `${address} (${change.actions.join(', ')}) ${damage}`;
}

/** A data source may run a program, and this one only does when the plan is applied. */
const isReadLater = ({ mode, change }: ResourceChangeJson): boolean =>
  mode === 'data' && change.actions.includes('read');

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
