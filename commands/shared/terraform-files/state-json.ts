import { z } from 'zod';

const resourceValues = z.object({
  address: z.string(),
  mode: z.string().optional(),
  type: z.string(),
  /** Of a leftover object that shares its address with the current one. */
  deposed_key: z.string().optional(),
  values: z.record(z.string(), z.unknown()).nullish(),
  /** In the shape of `values`: true, at any level, where what is below is sensitive. */
  sensitive_values: z.unknown().optional(),
});

/** The resources of a module, in a state or in a plan's copy of one. */
const moduleValues = z.object({
  resources: z.array(resourceValues).optional(),
  get child_modules() {
    return z.array(moduleValues).optional();
  },
});

const outputValue = z.object({ value: z.unknown().optional(), sensitive: z.boolean().optional() });

/** What a state, or a plan, has: resources and outputs. */
export const stateValues = z.object({
  root_module: moduleValues.optional(),
  outputs: z.record(z.string(), outputValue).optional(),
});

export type ModuleValues = z.infer<typeof moduleValues>;
export type ResourceValuesJson = z.infer<typeof resourceValues>;

/**
 * A state, as `terraform show -json` has it whatever the backend: the parts that are read here.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export interface StateJson {
  readonly values?: { readonly root_module?: ModuleValues };
}

/** All resources of a module and of those in it. */
export const resourcesIn = (module: ModuleValues | undefined): ResourceValuesJson[] => [
  ...(module?.resources ?? []),
  ...(module?.child_modules ?? []).flatMap(resourcesIn),
];
