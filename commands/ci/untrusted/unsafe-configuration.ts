import { canonicalJson } from '../../shared/terraform-files/canonical-json';
import {
  asBlock,
  type UntrustedConfiguration,
  isPlain,
  type ResourceBlock,
  resourceBlocks,
  everyText,
} from './configuration';
import { unsafeProviders } from './unsafe-providers';
import { unsafeState } from './unsafe-state';

/** A module, an ephemeral resource or an action is not among them: these can bring anything. */
const BLOCKS = [
  ...['//', 'terraform', 'provider', 'resource', 'data', 'output', 'locals', 'variable', 'check'],
  ...['moved', 'import', 'removed'],
];
const TERRAFORM_SETTINGS = ['required_version', 'required_providers', 'backend', 'cloud'];
/** Run or call a program when Terraform plans. */
const CALLING_TYPES = ['external', 'http', 'aws_lambda_invocation'];
/** Where an expression stands in a text. */
const EXPRESSION = /[$%]\{/;
/** Functions that read files of the runner, where credentials are. A comment may stand before the parenthesis. */
const READS_FILES =
  /\b(?:file(?:exists|set|base64|md5|sha1|sha256|sha512|base64sha256|base64sha512)?|templatefile)(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|(?:#|\/\/)[^\n]*\n)*\(/;

/**
 * What in a stack of a pull request could run code, reach another host or read credentials when it is planned, and is
 * nowhere in what it merges into. Terraform runs code from a configuration, so such a stack is not planned.
 *
 * @param base - all stacks of what it merges into
 * @returns the reasons; none where it can be planned
 */
export function unsafeConfiguration(head: UntrustedConfiguration, base: readonly UntrustedConfiguration[]): string[] {
  const resources = resourceBlocks(head);
  const known = new Set(base.flatMap(everyText));
  const knownTypes = new Set(base.flatMap(resourceBlocks).map(({ type }) => type));
  const knownBlocks = new Set(base.flatMap(resourceBlocks).map((block) => canonicalJson(block)));
  const reasons = [
    ...unsafeBlocks(head, base),
    ...unsafeProviders(head, resources, base),
    ...unsafeState(head, base),
    ...resources
      .filter(({ type }) => CALLING_TYPES.includes(type) && !knownTypes.has(type))
      .map(({ type }) => `the data source ${type}, which runs or calls a program`),
    ...resources.filter((block) => !knownBlocks.has(canonicalJson(block))).flatMap(unsafeResource),
    ...(everyText(head).some((text) => !known.has(text) && readsFile(text))
      ? ['a function that reads files where Terraform runs']
      : []),
  ];
  return [...new Set(reasons)];
}

function readsFile(text: string): boolean {
  const start = text.search(EXPRESSION);
  return start >= 0 && READS_FILES.test(text.slice(start));
}

function unsafeBlocks(head: UntrustedConfiguration, base: readonly UntrustedConfiguration[]): string[] {
  const terraform = asBlock(head.terraform);
  const unknown = (
    names: string[],
    known: readonly string[],
    parent: (one: UntrustedConfiguration) => UntrustedConfiguration,
  ) =>
    names
      .filter((name) => !known.includes(name))
      .filter(
        (name) => !base.some((one) => canonicalJson(parent(one)[name] ?? null) === canonicalJson(parent(head)[name])),
      );
  const depths: readonly [string, unknown, number][] = [
    ['resource', head.resource, 3],
    ['data', head.data, 3],
    ['check', head.check, 2],
    ...Object.values(asBlock(head.check)).map((one): [string, unknown, number] => ['data', asBlock(one).data, 3]),
    ['provider', head.provider, 1],
    ['terraform', head.terraform, 1],
    ['backend', terraform.backend, 2],
    ...['required_providers', 'cloud'].map((name): [string, unknown, number] => [name, terraform[name], 1]),
  ];
  return [
    ...unknown(Object.keys(head), BLOCKS, (one) => one).map((name) => `a block of the kind ${name}`),
    ...unknown(Object.keys(terraform), TERRAFORM_SETTINGS, (one) => asBlock(one.terraform)).map(
      (name) => `the setting terraform.${name}`,
    ),
    ...depths
      .filter(([, value, depth]) => !isPlain(value, depth))
      .map(([name]) => `${name} blocks in another form than cdktf writes`),
  ];
}

function unsafeResource({ type, name, value }: ResourceBlock): string[] {
  const file = value.source ?? value.filename;
  return [
    ...(value.provisioner === undefined && value.connection === undefined
      ? []
      : [`a provisioner in ${type}.${name}, which runs a program when it is applied`]),
    ...(typeof file !== 'string' || /^assets\/(?!.*\.\.)[^$%]*$/.test(file)
      ? []
      : [`a file in ${type}.${name} that is not among the stack's assets`]),
  ];
}
