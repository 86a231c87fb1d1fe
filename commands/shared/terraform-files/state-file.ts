import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStackName } from './stack-file';

/** A state as Terraform keeps it on this machine, format 4: the parts that are read here. */
export interface StateFile {
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly resources?: readonly {
    readonly mode?: string;
    readonly type: string;
    readonly instances?: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/**
 * The local state of a stack; undefined where there is none that can be read.
 *
 * @param root - the folder that `state/` is in
 */
export function findLocalState(root: string, stack: string): StateFile | undefined {
  try {
    return JSON.parse(readFileSync(join(root, 'state', `${stack}.tfstate`), 'utf8')) as StateFile;
  } catch {
    return undefined;
  }
}

/** The names of the stacks that have a local state. */
export function stacksWithLocalState(root: string): string[] {
  const folder = join(root, 'state');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file) => /^(.+)\.tfstate$/.exec(file)?.[1] ?? [])
    .filter((name) => parseStackName(name) !== undefined);
}
