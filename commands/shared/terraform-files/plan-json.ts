import { z } from 'zod';
import { stateValues } from './state-json';

/** A mask: true, at any level, where what is below is sensitive, or known only after apply. */
const mask = z.union([z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullish();
const values = z.record(z.string(), z.unknown()).nullish();

const changeFields = {
  actions: z.array(z.string()),
  after_unknown: mask,
  before_sensitive: mask,
  after_sensitive: mask,
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).nullish(),
  importing: z.record(z.string(), z.unknown()).nullish(),
};

const outputChange = z.object({ ...changeFields, before: z.unknown(), after: z.unknown() }).partial();

/** No name that every JavaScript object has: it would be found wherever something is looked up by it. */
const name = z.string().refine((text) => text !== '' && !(text in {}), 'no name of a resource');

const resourceChange = z.object({
  address: name,
  type: name,
  mode: z.string().optional(),
  deposed: z.string().optional(),
  previous_address: z.string().optional(),
  action_reason: z.string().optional(),
  change: z
    .object({ ...changeFields, before: values, after: values })
    .partial()
    .required({ actions: true }),
});

const repetition = { count_expression: z.unknown().optional(), for_each_expression: z.unknown().optional() };

const configuredResource = z.object({
  address: z.string(),
  mode: z.string().optional(),
  ...repetition,
  /** Of `provider_config`: which provider, and which of its aliases. */
  provider_config_key: z.string().optional(),
  expressions: z.record(z.string(), z.unknown()).optional(),
  provisioners: z.array(z.unknown()).optional(),
});

const configuredModule = z.object({
  resources: z.array(configuredResource).optional(),
  variables: z
    .record(z.string(), z.object({ sensitive: z.boolean().optional(), default: z.unknown().optional() }))
    .optional(),
  get module_calls() {
    return z.record(z.string(), z.object({ ...repetition, module: configuredModule.optional() })).optional();
  },
});

/**
 * A plan, as `terraform show -json` and, with the same names, HCP Terraform's redacted form have it: the parts that are
 * read here.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export const planJson = z.object({
  format_version: z.string().optional(),
  /** In place of `format_version`, in the redacted form. */
  plan_format_version: z.string().optional(),
  errored: z.boolean().optional(),
  /** Terraform only: OpenTofu does not say. */
  complete: z.boolean().optional(),
  applyable: z.boolean().optional(),
  resource_changes: z.array(resourceChange).nullish(),
  resource_drift: z.array(resourceChange).nullish(),
  deferred_changes: z.array(z.object({ resource_change: resourceChange.optional() })).nullish(),
  deferred_action_invocations: z.array(z.unknown()).nullish(),
  action_invocations: z.array(z.unknown()).nullish(),
  output_changes: z.record(z.string(), outputChange).nullish(),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).nullish(),
  configuration: z
    .object({
      root_module: configuredModule.optional(),
      provider_config: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    })
    .nullish(),
  planned_values: stateValues.nullish(),
  prior_state: z.object({ values: stateValues.optional() }).nullish(),
  checks: z
    .array(
      z.object({
        address: z.object({ to_display: z.string().optional() }).optional(),
        status: z.string().optional(),
      }),
    )
    .nullish(),
});

export type PlanJson = z.infer<typeof planJson>;
export type ResourceChangeJson = z.infer<typeof resourceChange>;
export type OutputChangeJson = z.infer<typeof outputChange>;
export type ConfiguredModuleJson = z.infer<typeof configuredModule>;
