import { App } from 'cdktf';
import { type Environment, loadEnvironments } from './settings';
import { partitionOf } from './settings/region';
import { attachBackend } from './stacks/backend';
import { EndpointStack } from './stacks/endpoint-stack';
import { NetworkStack } from './stacks/network-stack';
import { removedZones, removedZonesMessage } from './synth/removed-zones';
import { reportFailure } from './synth/report-failure';
import { retiredMessage } from './synth/retired-message';
import { retireStacks } from './synth/retired-stacks';
import { startedByCdktf } from './synth/started-by-cdktf';
import { summary } from './synth/summary';
import { withoutCreationTraces } from './synth/without-creation-traces';

/** The stacks of an environment: one network and, reading its outputs, one stack for each endpoint. */
export function addEnvironment(app: App, { name, network, endpoints, backend, ...environment }: Environment): void {
  const common = { ...environment, environment: name, partition: partitionOf(environment.region) };
  const networkStack = new NetworkStack(app, network.names.stack, { ...common, network });
  const networkState = attachBackend(networkStack, backend);
  for (const endpoint of endpoints) {
    const reads = { zones: network.zones, networkStack: network.names.stack, networkState };
    const stack = new EndpointStack(app, endpoint.names.stack, { ...common, ...reads, endpoint });
    attachBackend(stack, backend);
    stack.addDependency(networkStack);
  }
}

/**
 * Writes the stacks of all environments.
 *
 * @param outdir - the folder to write to
 */
export function synthesize(environments: readonly Environment[], outdir: string): App {
  return withoutCreationTraces(() => {
    // cdktf's own validations only start terraform to ask for its version, once for each terraform_data.
    const app = new App({ outdir, skipValidation: true });
    environments.forEach((environment) => addEnvironment(app, environment));
    app.synth();
    return app;
  });
}

/** Everything that a synth says beside what it writes. */
function main(): void {
  const environments = loadEnvironments(__dirname);
  const outdir = process.env.CDKTF_OUTDIR ?? 'cdktf.out';
  const left = removedZones(environments, __dirname, outdir);
  const { manifest } = synthesize(environments, outdir);
  const retired = retireStacks({ root: __dirname, outdir, current: Object.keys(manifest.stacks) });

  if (!startedByCdktf()) process.stdout.write(summary(environments, outdir));
  left.forEach((zones) => process.stderr.write(removedZonesMessage(zones)));
  retired.forEach((stack) => process.stderr.write(retiredMessage(stack)));
}

if (require.main === module) reportFailure(main);
