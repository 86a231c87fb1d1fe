import { mkdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { AppConfig } from 'cdktf';
import { stackFolder } from '../commands/shared/terraform-files/stack-file';
import type { ProbeCode } from '../stacks/probe-stack';
import { withProbeCode } from './probe-code';
import { withoutCreationTraces } from './without-creation-traces';

/** What the stacks need that no settings hold. */
export interface SynthContext {
  /** The folder of local state, relative to a stack's own folder, so that the output is the same on every machine. */
  readonly stateFolder: string;
  /** Bundles the code of the probe's functions; the file exists until the synth is over. */
  readonly probeCode: () => ProbeCode;
}

/**
 * Runs a synth with everything that CDKTF does not do by itself: creates the output folder, keeps the probe's code in
 * a file while stacks copy it, and turns off the creation traces that take most of the time.
 *
 * @param root - the project's folder, where local state is
 * @param outdir - the folder to write to
 * @param synthesize - creates an app with these options, adds the stacks, and synthesizes it
 */
export function runSynth<T>(
  root: string,
  outdir: string,
  synthesize: (appOptions: AppConfig, context: SynthContext) => T,
): T {
  const stateFolder = relative(stackFolder(outdir, 'STACK'), join(root, 'state')).replaceAll(sep, '/');
  // CDKTF's own validations only start terraform to ask for its version, once for each terraform_data.
  const appOptions = { outdir, skipValidation: true };
  return withProbeCode((probeCode) =>
    withoutCreationTraces(() => {
      mkdirSync(outdir, { recursive: true });
      return synthesize(appOptions, { stateFolder, probeCode });
    }),
  );
}
