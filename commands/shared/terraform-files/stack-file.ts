import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a synth writes for each stack, in a folder that has the stack's name. */
const STACK_FILE = 'cdk.tf.json';

/** A block of Terraform's JSON configuration. */
export type ConfigurationBlock = Readonly<Record<string, unknown>>;

/** The addresses of a resource before and after. */
export interface ResourceMove {
  readonly from: string;
  readonly to: string;
}

/** Terraform's JSON configuration of one stack, as cdktf writes it: the parts that are read here. */
export interface StackFile {
  readonly terraform?: {
    readonly backend?: ConfigurationBlock;
    readonly cloud?: { readonly hostname?: string };
    readonly required_providers?: Readonly<Record<string, { readonly version?: string }>>;
  };
  /** By type, then by name. */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ConfigurationBlock>>>>;
  /** Data sources, in the same way. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, ConfigurationBlock>>>>;
  readonly provider?: { readonly aws?: readonly { readonly allowed_account_ids?: readonly string[] }[] };
  readonly output?: Readonly<Record<string, ConfigurationBlock>>;
  readonly locals?: ConfigurationBlock;
  /** Resources that get another address. */
  readonly moved?: ResourceMove | readonly ResourceMove[];
}

/** Where a synth writes a stack. @param outdir - `cdktf.out` */
export const stackFolder = (outdir: string, stack: string): string => join(outdir, 'stacks', stack);

/** @param folder - the stack's own, for example `cdktf.out/stacks/dev-network` */
export const readStackFile = (folder: string): StackFile =>
  JSON.parse(readFileSync(join(folder, STACK_FILE), 'utf8')) as StackFile;

/** As `readStackFile`; undefined where there is no such file, or none that can be read. */
export function findStackFile(folder: string): StackFile | undefined {
  try {
    return readStackFile(folder);
  } catch {
    return undefined;
  }
}

/** The addresses of the resources that Terraform refuses to destroy. */
export const protectedResources = ({ resource = {} }: StackFile): string[] =>
  Object.entries(resource).flatMap(([type, all]) =>
    Object.entries(all).flatMap(([name, { lifecycle }]) =>
      (lifecycle as ConfigurationBlock | undefined)?.prevent_destroy === true ? [`${type}.${name}`] : [],
    ),
  );

/** What the name of a stack says. */
export interface StackName {
  readonly name: string;
  readonly environment: string;
  /** `network`, `probe`, or the name of an endpoint. */
  readonly purpose: string;
}

/** Undefined for a name that no stack can have. */
export function parseStackName(name: string): StackName | undefined {
  const [, environment, purpose] = /^([a-z0-9]+)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name) ?? [];
  return environment === undefined || purpose === undefined ? undefined : { name, environment, purpose };
}

/** The stacks in a folder such as `cdktf.out/stacks`, if it is there. Anything else in it is not from a synth. */
export const stacksIn = (folder: string): StackName[] =>
  (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) =>
    existsSync(join(folder, name, STACK_FILE)) ? (parseStackName(name) ?? []) : [],
  );
