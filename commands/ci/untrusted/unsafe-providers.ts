import { canonicalJson } from '../../shared/terraform-files/canonical-json';
import { asBlock, type UntrustedConfiguration, type ResourceBlock } from './configuration';

/** What a provider may be given without another identity, host or file coming into play. */
const SAFE_ARGUMENTS = ['alias', 'region', 'default_tags', 'ignore_tags', 'allowed_account_ids', 'max_retries'];
/** Built into Terraform. */
const BUILT_IN = 'terraform';

/** Providers that the base does not have: each is a program that Terraform starts. And what they are given. */
export function unsafeProviders(
  head: UntrustedConfiguration,
  resources: readonly ResourceBlock[],
  base: readonly UntrustedConfiguration[],
): string[] {
  const sources = new Set(base.flatMap(sourcesOf).map(({ name, source }) => `${name} from ${source}`));
  const names = new Set([BUILT_IN, ...base.flatMap(sourcesOf).map(({ name }) => name)]);
  const known = new Set(base.flatMap(argumentsOf).map(canonicalJsonOf));
  // Terraform fetches the provider that a type's name begins with, asked to or not.
  const used = resources.flatMap(({ type, value }) => [type.split('_')[0] ?? '', ...alias(value.provider)]);
  return [
    ...sourcesOf(head)
      .map(({ name, source }) => `${name} from ${source}`)
      .filter((one) => !sources.has(one))
      .map((one) => `the provider ${one}`),
    ...[...used, ...Object.keys(asBlock(head.provider))]
      .filter((name) => !names.has(name))
      .map((name) => `the provider ${name}`),
    ...argumentsOf(head)
      .filter((one) => !SAFE_ARGUMENTS.includes(one.argument) && !known.has(canonicalJsonOf(one)))
      .map(({ name, argument }) => `another ${argument} of the provider ${name}`),
  ];
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));

const canonicalJsonOf = (value: object): string => canonicalJson(value);

const alias = (provider: unknown): string[] =>
  provider === undefined ? [] : [asText(provider).split('.')[0] as string];

const sourcesOf = ({ terraform }: UntrustedConfiguration): { name: string; source: string }[] =>
  Object.entries(asBlock(asBlock(terraform).required_providers)).map(([name, value]) => ({
    name,
    source: asText(asBlock(value).source ?? `hashicorp/${name}`),
  }));

const argumentsOf = ({ provider }: UntrustedConfiguration): { name: string; argument: string; value: unknown }[] =>
  Object.entries(asBlock(provider)).flatMap(([name, blocks]) =>
    [blocks]
      .flat(Infinity)
      .flatMap((block) => Object.entries(asBlock(block)).map(([argument, value]) => ({ name, argument, value }))),
  );
