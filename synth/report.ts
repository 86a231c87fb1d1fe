import type { App } from 'cdktf';
import type { Environment } from '../settings';
import { networkChanges } from './network-changes';
import { retiredMessage, retireStacks, startedByCdktf } from './retired-stacks';
import { summary } from './summary';

/**
 * Runs a synth and reports what its files do not show: on stdout a summary, on stderr the network changes that need a
 * certain order of deployments and the stacks that are no longer in the settings.
 *
 * @param root - the project's folder, where local state is
 * @param outdir - the folder that is written to
 * @param synthesize - writes the stacks
 */
export function synthesizeAndReport(
  environments: readonly Environment[],
  root: string,
  outdir: string,
  synthesize: () => App,
): void {
  // Before the stacks are written: without local state, the last synth is all that tells what is deployed.
  const changes = networkChanges(environments, root, outdir);
  const { manifest } = synthesize();
  const retired = retireStacks({ root, outdir, current: Object.keys(manifest.stacks) });

  if (!startedByCdktf()) process.stdout.write(summary(environments, outdir));
  changes.forEach((change) => process.stderr.write(change));
  retired.forEach((stack) => process.stderr.write(retiredMessage(stack)));
}
