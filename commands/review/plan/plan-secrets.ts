import type { ConfiguredModuleJson, PlanJson } from '../../shared/terraform-files/plan-json';
import { resourcesIn } from '../../shared/terraform-files/state-json';
import { sensitiveTexts, textsIn } from './secrets';

/** Every value that a plan marks as sensitive, wherever it stands, as text: also what does not change, and is only read. */
export function secretsIn(json: PlanJson): string[] {
  const states = [json.planned_values ?? {}, json.prior_state?.values ?? {}];
  const changes = [
    ...(json.resource_changes ?? []),
    ...(json.resource_drift ?? []),
    ...(json.deferred_changes ?? []).map(({ resource_change }) => resource_change),
  ].flatMap((one) => one?.change ?? []);
  const texts = [
    ...[...changes, ...Object.values(json.output_changes ?? {})].flatMap((change) => [
      ...sensitiveTexts(change.before, change.before_sensitive),
      ...sensitiveTexts(change.after, change.after_sensitive),
    ]),
    ...states.flatMap(({ root_module, outputs }) => [
      ...resourcesIn(root_module).flatMap((one) => sensitiveTexts(one.values, one.sensitive_values)),
      ...Object.values(outputs ?? {}).flatMap(({ value, sensitive }) => (sensitive === true ? textsIn(value) : [])),
    ]),
    ...variables(json),
  ];
  return [...new Set(texts)];
}

/** Values of variables that are declared sensitive, and their defaults. */
function variables(json: PlanJson): string[] {
  const root = json.configuration?.root_module;
  return [
    ...Object.entries(json.variables ?? {}).flatMap(([variable, { value }]) =>
      root?.variables?.[variable]?.sensitive === true ? textsIn(value) : [],
    ),
    ...defaults(root),
  ];
}

const defaults = (module: ConfiguredModuleJson | undefined): string[] => [
  ...Object.values(module?.variables ?? {}).flatMap((one) => (one.sensitive === true ? textsIn(one.default) : [])),
  ...Object.values(module?.module_calls ?? {}).flatMap((call) => defaults(call.module)),
];
