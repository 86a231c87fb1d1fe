import { App, type TerraformStack } from 'cdktf';
import { type Environment, loadEnvironments } from './settings';
import { partitionOf } from './settings/region';
import { attachBackend } from './stacks/backend';
import { EndpointStack } from './stacks/endpoint-stack';
import { NetworkStack } from './stacks/network-stack';
import { ProbeStack } from './stacks/probe-stack';
import { synthesizeAndReport } from './synth/report';
import { printErrors } from './synth/print-errors';
import { runSynth, type SynthContext } from './synth/run-synth';

/**
 * Writes the stacks of all environments.
 *
 * @param root - the project's folder, where local state is
 * @param outdir - the folder to write to
 */
export function synthesize(environments: readonly Environment[], root: string, outdir: string): App {
  return runSynth(root, outdir, (appOptions, context) => {
    const app = new App(appOptions);
    environments.forEach((environment) => addEnvironment(app, environment, context));
    app.synth();
    return app;
  });
}

/** Adds the stacks of an environment: the network and, reading its outputs, one for each endpoint and for the probe. */
export function addEnvironment(app: App, settings: Environment, { stateFolder, probeCode }: SynthContext): void {
  const { name, network, endpoints, probe, probeNames, backend, ...environment } = settings;
  const common = { ...environment, environment: name, partition: partitionOf(environment.region) };
  const networkStack = new NetworkStack(app, network.names.stack, {
    ...common,
    network,
    probe: probe ? probeNames : undefined,
  });
  const networkState = attachBackend(networkStack, backend, stateFolder);
  const reads = { zones: network.zones, networkStack: network.names.stack, networkState };
  const add = (stack: TerraformStack): void => {
    attachBackend(stack, backend, stateFolder);
    stack.addDependency(networkStack);
  };
  for (const endpoint of endpoints) {
    const { fips } = network.privateLink;
    const { packetsDroppedAlarm } = network.names;
    add(new EndpointStack(app, endpoint.names.stack, { ...common, ...reads, fips, packetsDroppedAlarm, endpoint }));
  }
  if (probe) add(new ProbeStack(app, probeNames.stack, { ...common, ...reads, names: probeNames, code: probeCode() }));
}

/**
 * A synth, in order: all settings are read and checked (`loadEnvironments`); `synthesizeAndReport` compares them with what is
 * deployed (`networkChanges`), and calls `synthesize`, in which `runSynth` prepares the output folder and the probe's
 * code and lets an app be built, an environment at a time, and written. After that `synthesizeAndReport` keeps the folders of
 * stacks that are in no settings anymore (`retireStacks`), and prints the summary and the warnings.
 */
function main(): void {
  const environments = loadEnvironments(__dirname);
  const outdir = process.env.CDKTF_OUTDIR ?? 'cdktf.out';
  synthesizeAndReport(environments, __dirname, outdir, () => synthesize(environments, __dirname, outdir));
}

if (require.main === module) printErrors(main);
