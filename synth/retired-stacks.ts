import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { terraformBinary } from '../commands/shared/terraform-binary';
import {
  findStackFile,
  parseStackName,
  protectedResources,
  stackFolder,
  stacksIn,
} from '../commands/shared/terraform-files/stack-file';
import { findLocalState, stacksWithLocalState } from '../commands/shared/terraform-files/state-file';

/** Whether cdktf's command runs the app: it then reports what was written, and cleans up after it, itself. */
export const startedByCdktf = (): boolean => process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS !== undefined;

/** A stack that was synthesized once and is in no environment anymore. */
export interface RetiredStack {
  readonly name: string;
  /** The folder of its configuration, to destroy it with. Undefined if only its local state is left. */
  readonly folder?: string | undefined;
  /** How many resources its local state still has. Undefined if the state is elsewhere, or never existed. */
  readonly resources?: number | undefined;
  /** Whether Terraform would refuse to destroy it. */
  readonly isProtected: boolean;
}

/** Where retired stacks are looked for. */
export interface Workspace {
  /** The folder that `state/` is in. */
  readonly root: string;
  /** `cdktf.out`. */
  readonly outdir: string;
  /** The stacks that were just synthesized. */
  readonly current: readonly string[];
}

/**
 * Finds the stacks that were removed from the settings, and keeps their folders: cdktf's command would delete them, and
 * with them the last trace of what they deployed, if the state is not local. A stack that has come back, or whose local
 * state is empty (it was destroyed), is forgotten.
 *
 * @returns endpoints before networks, the order to destroy them in
 */
export function retireStacks(workspace: Workspace): RetiredStack[] {
  const { outdir, current } = workspace;
  const isGone = (name: string) => !current.includes(name);
  stackNames(join(outdir, 'stacks'))
    .filter(isGone)
    .forEach((name) => keepFolder(outdir, name));
  const kept = join(outdir, 'retired');
  const forgotten = stackNames(kept).filter((name) => !isGone(name) || resourcesOf(workspace, name) === 0);
  forgotten.forEach((name) => rmSync(join(kept, name), { recursive: true }));

  const folders = stackNames(kept);
  const states = stacksWithLocalState(workspace.root).filter(
    (name) => isGone(name) && (resourcesOf(workspace, name) ?? 0) > 0,
  );
  return [...new Set([...folders, ...states])]
    .map((name) => ({
      name,
      folder: folders.includes(name) ? join(kept, name) : undefined,
      resources: resourcesOf(workspace, name),
      isProtected: folders.includes(name) && protectedResources(findStackFile(join(kept, name)) ?? {}).length > 0,
    }))
    .toSorted((a, b) => Number(isNetwork(a.name)) - Number(isNetwork(b.name)) || (a.name < b.name ? -1 : 1));
}

/** Tells the user that a retired stack still runs, and how to destroy it from the current folder. */
export function retiredMessage({ name, folder: absolute, resources, isProtected }: RetiredStack): string {
  const folder = absolute && relative(process.cwd(), absolute);
  const still =
    resources === undefined
      ? `! ${name} is no longer in the settings. If it was deployed, what it deployed still runs and costs money.`
      : `! ${name} is no longer in the settings. What it deployed still runs and costs money (state/${name}.tfstate holds ${resources} resources).`;
  const first = `${still}${probeOrder(name)}`;
  if (folder === undefined) {
    return `${first}\n  To destroy it: put it back into the settings, run npx cdktf destroy ${name}, and take it out again.\n`;
  }
  if (isProtected) {
    return `${first}\n  It is protected: put it back into the settings, set protect to false, deploy and destroy it, and take it out again.\n`;
  }
  const terraform = `${terraformBinary()} -chdir=${folder}`;
  const forget =
    resources === undefined ? `\n  If it is destroyed, or never was deployed: rm -r ${folder} ends this message.` : '';
  return `${first}\n  To destroy it: ${terraform} init && ${terraform} destroy${forget}\n`;
}

const isNetwork = (name: string): boolean => parseStackName(name)?.purpose === 'network';

/** A network without a probe deletes the security group that the functions still use. */
function probeOrder(name: string): string {
  const stack = parseStackName(name);
  return stack?.purpose === 'probe'
    ? `\n  Destroy it before ${stack.environment}-network is deployed or destroyed.`
    : '';
}

const stackNames = (folder: string): string[] => stacksIn(folder).map(({ name }) => name);

/** Moves it out of `stacks`, at the same depth, so that relative paths in it stay valid. */
function keepFolder(outdir: string, name: string): void {
  const [from, to] = [stackFolder(outdir, name), join(outdir, 'retired', name)];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(join(outdir, 'retired'), { recursive: true });
  renameSync(from, to);
  // cdktf's command deletes the folder afterwards, and fails if there is none.
  if (startedByCdktf()) mkdirSync(from);
}

/** How many resources a stack's local state holds; undefined where there is no state that can be read. */
function resourcesOf({ root }: Workspace, name: string): number | undefined {
  const state = findLocalState(root, name);
  return (
    state &&
    (state.resources ?? [])
      .filter(({ mode }) => mode === 'managed')
      .reduce((sum, { instances }) => sum + (instances?.length ?? 0), 0)
  );
}
