import type { ConfigurationBlock } from '../../shared/terraform-files/stack-file';

/** Terraform's JSON configuration of a stack that somebody else wrote: anything may stand anywhere in it. */
export type UntrustedConfiguration = ConfigurationBlock;

/** A resource or a data source. */
export interface ResourceBlock {
  readonly kind: string;
  readonly type: string;
  readonly name: string;
  readonly value: UntrustedConfiguration;
}

/** As an object; empty where it is none. */
export const asBlock = (value: unknown): UntrustedConfiguration =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as UntrustedConfiguration) : {};

export const blocksOf = (configuration: UntrustedConfiguration, kind: 'resource' | 'data'): ResourceBlock[] =>
  Object.entries(asBlock(configuration[kind])).flatMap(([type, all]) =>
    Object.entries(asBlock(all)).map(([name, value]) => ({ kind, type, name, value: asBlock(value) })),
  );

/** Everything that a provider reads or makes; checks have data sources of their own. */
export const resourceBlocks = (configuration: UntrustedConfiguration): ResourceBlock[] => [
  ...blocksOf(configuration, 'resource'),
  ...blocksOf(configuration, 'data'),
  ...Object.values(asBlock(configuration.check)).flatMap((check) => blocksOf(asBlock(check), 'data')),
];

/** Every text in a value, keys included. */
export function everyText(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...everyText(inner)]);
}

/**
 * Whether blocks are objects to a depth, as cdktf writes them. In Terraform's JSON an array of objects means the same, and
 * would hide them from whoever looks for objects.
 */
export const isPlain = (value: unknown, depth: number): boolean =>
  value === undefined ||
  (typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    (depth === 1 || Object.values(value).every((inner) => isPlain(inner, depth - 1))));
