import type { ConfiguredModuleJson } from '../../shared/terraform-files/plan-json';
import { stringsIn } from './attributes';

/** A resource as it is written down, rather than as it is planned. */
export interface ConfiguredResource {
  readonly address: string;
  /** By attribute: the addresses of the resources and data sources that its expression refers to. */
  readonly references: Readonly<Record<string, readonly string[]>>;
  /**
   * The paths of the attributes that are written down, blocks without their indices: `primary_container.image`. What is
   * below one of them is written down as well. Undefined where that is not known.
   */
  readonly attributes: ReadonlySet<string> | undefined;
  /** As the plan has them: `{ type: 'local-exec', expressions }`. */
  readonly provisioners: readonly unknown[];
  /** The key in `provider_config` of the provider that works on it, where that is known. */
  readonly provider?: string | undefined;
  /** Whether there may be none of it, or many: it has `count` or `for_each`. */
  readonly isRepeated: boolean;
  readonly isManaged: boolean;
}

/** The resources of a configuration, by address without instance keys. Empty where the plan has no configuration. */
export type Configuration = ReadonlyMap<string, ConfiguredResource>;

export const configurationOf = (module: ConfiguredModuleJson | undefined): Configuration =>
  new Map(resourcesOf(module, '', false).map((resource) => [resource.address, resource]));

function resourcesOf(
  module: ConfiguredModuleJson | undefined,
  prefix: string,
  isModuleRepeated: boolean,
): ConfiguredResource[] {
  const own = (module?.resources ?? []).map((resource): ConfiguredResource => ({
    address: `${prefix}${resource.address}`,
    references: Object.fromEntries(
      Object.entries(resource.expressions ?? {}).map(([attribute, expression]) => [
        attribute,
        [...new Set(referencesIn(expression).map((address) => `${prefix}${address}`))],
      ]),
    ),
    attributes: new Set(Object.entries(resource.expressions ?? {}).flatMap(([name, one]) => pathsIn(name, one))),
    provisioners: resource.provisioners ?? [],
    provider: resource.provider_config_key,
    isRepeated: isModuleRepeated || isRepeated(resource),
    isManaged: resource.mode === 'managed',
  }));
  const called = Object.entries(module?.module_calls ?? {}).flatMap(([name, call]) =>
    resourcesOf(call.module, `${prefix}module.${name}.`, isModuleRepeated || isRepeated(call)),
  );
  return [...own, ...called];
}

const isRepeated = (one: { readonly count_expression?: unknown; readonly for_each_expression?: unknown }): boolean =>
  one.count_expression !== undefined || one.for_each_expression !== undefined;

/** An expression has its value, what it refers to, or neither; blocks are lists of attributes, or one. */
function pathsIn(path: string, expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap((block) => pathsIn(path, block));
  const names = typeof expression === 'object' && expression !== null ? Object.keys(expression) : [];
  if (names.length === 0 || names.includes('constant_value') || names.includes('references')) return [path];
  return Object.entries(expression as object).flatMap(([name, inner]) => pathsIn(`${path}.${name}`, inner));
}

/** Whether somebody wrote an attribute down, rather than that AWS or Terraform fill it in. */
export function isConfigured({ attributes }: ConfiguredResource, path: string): boolean {
  if (attributes === undefined) return true;
  const names = path.split('.');
  return names.some((_, i) => attributes.has(names.slice(0, i + 1).join('.')));
}

/** Blocks are lists of expressions, which may hold expressions in turn. */
function referencesIn(expression: unknown): string[] {
  if (typeof expression !== 'object' || expression === null) return [];
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  const { references, ...others } = expression as { readonly references?: unknown };
  const own = stringsIn(references).flatMap((one) => resourceAddress(one) ?? []);
  return [...own, ...Object.values(others).flatMap(referencesIn)];
}

/** `aws_iam_role.x` of `aws_iam_role.x.arn`; undefined for what is no resource and no data source. */
function resourceAddress(reference: string): string | undefined {
  return /^(?:data\.)?[a-z0-9]+_\w+\.[\w-]+/.exec(reference)?.[0];
}

/** What an attribute of a resource refers to. An address in a plan may have instance keys, one in a configuration not. */
export const referencesOf = (configuration: Configuration, address: string, attribute: string): readonly string[] =>
  configuration.get(withoutKeys(address))?.references[attribute] ?? [];

/** In the keys of `count` and `for_each` anything may stand. */
export const withoutKeys = (address: string): string => address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, '');

/** Whether an address is of a data source: a module may be called `data`, too. */
export const isDataAddress = (address: string): boolean =>
  withoutKeys(address)
    .replace(/^(?:module\.[^.]+\.)+/, '')
    .startsWith('data.');
