import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { stackFolder } from '../../shared/terraform-files/stack-file';
import type { Stack } from '../stacks';
import { PROVIDER_LOCK } from '../terraform';
import { type UntrustedConfiguration } from './configuration';
import { unsafeConfiguration } from './unsafe-configuration';

/** What a synth leaves in the folder of a stack. Terraform reads whatever else is there. */
const STACK_FILE = 'cdk.tf.json';
const STACK_ENTRIES = [STACK_FILE, 'assets', PROVIDER_LOCK];

/**
 * Makes what a job without permissions synthesized fit to be read: no links, and every stack in the one way to write it.
 *
 * A name that stands twice in an object is read once here, and both times by Terraform: so it is written again.
 *
 * @param outdir - `cdktf.out`, in a folder that also has what accepts findings and locks providers
 */
export function sanitizeHead(outdir: string): void {
  const root = dirname(outdir);
  for (const file of filesIn(root, root)) {
    if (!file.endsWith(`/${STACK_FILE}`)) continue;
    try {
      writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
    } catch (error) {
      throw new Error(`what the pull request synthesizes cannot be read: ${relative(root, file)} is no JSON`, {
        cause: error,
      });
    }
  }
}

function filesIn(folder: string, root: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isDirectory()) return filesIn(path, root);
    if (found.isFile()) return [path];
    throw new Error(
      `what the pull request synthesizes has a link in it, or another thing that is no file: ${relative(root, path)}`,
    );
  });
}

/** Why a stack of a pull request is not planned: what is unsafe in its configuration, and beside it. */
export function unsafeStack(outdir: string, { name }: Stack, base: readonly UntrustedConfiguration[]): string[] {
  const folder = stackFolder(outdir, name);
  const others = readdirSync(folder).filter((entry) => !STACK_ENTRIES.includes(entry));
  return [
    ...others.map(() => 'files beside cdk.tf.json that Terraform would read').slice(0, 1),
    ...unsafeConfiguration(readConfiguration(folder), base),
  ];
}

/** All stacks of a synthesized folder. */
export const configurationsIn = (outdir: string, stacks: readonly Stack[]): UntrustedConfiguration[] =>
  stacks.map(({ name }) => readConfiguration(stackFolder(outdir, name)));

const readConfiguration = (folder: string): UntrustedConfiguration =>
  JSON.parse(readFileSync(join(folder, STACK_FILE), 'utf8')) as UntrustedConfiguration;
