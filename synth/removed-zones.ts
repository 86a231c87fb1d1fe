import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../settings';

/** Zones that a network had and has no more. */
export interface RemovedZones {
  readonly environment: string;
  readonly zones: readonly string[];
  /** The stacks to deploy first, since their models still are in these zones. */
  readonly endpointStacks: readonly string[];
  readonly networkStack: string;
}

/**
 * Holds the zones of the settings against those that were synthesized last, and those in local state. To be asked
 * before the stacks are written.
 */
export function removedZones(environments: readonly Environment[], root: string, outdir: string): RemovedZones[] {
  return environments.flatMap(({ name, network, endpoints }) => {
    const stack = network.names.stack;
    const before = new Set([
      ...zonesIn(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'output'),
      ...zonesIn(join(root, 'state', `${stack}.tfstate`), 'outputs'),
    ]);
    const zones = [...before].filter((zone) => !network.zones.includes(zone)).toSorted();
    if (zones.length === 0) return [];
    return [
      { environment: name, zones, endpointStacks: endpoints.map(({ names }) => names.stack), networkStack: stack },
    ];
  });
}

/** The zones in the output `subnet_ids` of a stack's file or state; none where there is no such file. */
function zonesIn(file: string, outputs: 'output' | 'outputs'): string[] {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      Record<string, { value?: object }> | undefined
    >;
    return Object.keys(json[outputs]?.subnet_ids?.value ?? {});
  } catch {
    return [];
  }
}

/** Says in which order a zone is removed. */
export function removedZonesMessage({ environment, zones, endpointStacks, networkStack }: RemovedZones): string {
  const first = `! ${environment} leaves ${zones.join(', ')}. A subnet goes only when no model is in it any more: deploy the endpoints first, the network after.`;
  const commands = [
    ...endpointStacks.map((stack) => `npx cdktf deploy ${stack} --ignore-missing-stack-dependencies`),
    `npx cdktf deploy ${networkStack}`,
  ];
  return `${first}\n${commands.map((command) => `    ${command}\n`).join('')}`;
}
