import { mkdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { App, type TerraformStack } from 'cdktf';
import { type Environment, loadEnvironments } from './settings';
import { probeNames } from './settings/names';
import { partitionOf } from './settings/region';
import { attachBackend } from './stacks/backend';
import { EndpointStack } from './stacks/endpoint-stack';
import { NetworkStack } from './stacks/network-stack';
import { type ProbeCode, ProbeStack } from './stacks/probe-stack';
import { networkChanges } from './synth/network-changes';
import { withProbeCode } from './synth/probe-code';
import { reportFailure } from './synth/report-failure';
import { retiredMessage, retireStacks, startedByCdktf } from './synth/retired-stacks';
import { summary } from './synth/summary';
import { withoutCreationTraces } from './synth/without-creation-traces';

/**
 * The stacks of an environment: one network and, reading its outputs, one stack for each endpoint and one for the probe.
 *
 * @param probeCode - the code of the probe's functions, where there is a probe
 */
export function addEnvironment(
  app: App,
  { name, network, endpoints, probe, backend, ...environment }: Environment,
  stateFolder: string,
  probeCode?: ProbeCode,
): void {
  const common = { ...environment, environment: name, partition: partitionOf(environment.region) };
  const networkStack = new NetworkStack(app, network.names.stack, { ...common, network, probe });
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
  if (probe) {
    const names = probeNames(name);
    add(new ProbeStack(app, names.stack, { ...common, ...reads, names, code: probeCode as ProbeCode }));
  }
}

/**
 * Writes the stacks of all environments.
 *
 * @param root - the project's folder, in which local state is
 * @param outdir - the folder to write to
 */
export function synthesize(environments: readonly Environment[], root: string, outdir: string): App {
  const stateFolder = relative(join(outdir, 'stacks', 'STACK'), join(root, 'state')).replaceAll(sep, '/');
  const write = (probeCode?: ProbeCode) => {
    mkdirSync(outdir, { recursive: true });
    // cdktf's own validations only start terraform to ask for its version, once for each terraform_data.
    const app = new App({ outdir, skipValidation: true });
    environments.forEach((environment) => addEnvironment(app, environment, stateFolder, probeCode));
    app.synth();
    return app;
  };
  const isProbed = environments.some(({ probe }) => probe);
  return withProbeCode(isProbed, (probeCode) => withoutCreationTraces(() => write(probeCode)));
}

/** Everything that a synth says beside what it writes. */
function main(): void {
  const environments = loadEnvironments(__dirname);
  const outdir = process.env.CDKTF_OUTDIR ?? 'cdktf.out';
  const changes = networkChanges(environments, __dirname, outdir);
  const { manifest } = synthesize(environments, __dirname, outdir);
  const retired = retireStacks({ root: __dirname, outdir, current: Object.keys(manifest.stacks) });

  if (!startedByCdktf()) process.stdout.write(summary(environments, outdir));
  changes.forEach((change) => process.stderr.write(change));
  retired.forEach((stack) => process.stderr.write(retiredMessage(stack)));
}

if (require.main === module) reportFailure(main);
