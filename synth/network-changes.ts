import { findStackFile, stackFolder } from '../commands/shared/terraform-files/stack-file';
import { findLocalState } from '../commands/shared/terraform-files/state-file';
import type { Environment } from '../settings';

/** What matters of a network that is deployed. */
interface DeployedNetwork {
  readonly zones: readonly string[];
  readonly cidrBlock?: string | undefined;
}

/**
 * Network changes that a plain deployment cannot make, each with how to make it. What is deployed is read from local
 * state or, if the state is elsewhere, from the last synth, so that the message comes once. Call it before the stacks
 * are written.
 */
export function networkChanges(environments: readonly Environment[], root: string, outdir: string): string[] {
  return environments.flatMap((environment) => {
    const before = deployedNetwork(environment, root, outdir);
    return before === undefined ? [] : [...blockChange(environment, before), ...zoneChange(environment, before)];
  });
}

function deployedNetwork({ network, backend }: Environment, root: string, outdir: string): DeployedNetwork | undefined {
  const stack = network.names.stack;
  if (backend.kind === 'local') {
    const state = findLocalState(root, stack);
    const vpc = state?.resources?.find(({ type }) => type === 'aws_vpc');
    return (
      state && {
        zones: namesIn(state.outputs?.subnet_ids?.value),
        cidrBlock: text(vpc?.instances?.[0]?.attributes?.cidr_block),
      }
    );
  }
  const written = findStackFile(stackFolder(outdir, stack));
  return (
    written && {
      zones: namesIn(written.output?.subnet_ids?.value),
      cidrBlock: text(written.resource?.aws_vpc?.network_vpc?.cidr_block),
    }
  );
}

const namesIn = (value: unknown): string[] => Object.keys((value ?? {}) as object);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function blockChange({ name, network: { vpc } }: Environment, { cidrBlock }: DeployedNetwork): string[] {
  if (cidrBlock === undefined || vpc.kind !== 'managed' || vpc.cidrBlock === cidrBlock) return [];
  return [
    `! ${name} changes network.create.cidrBlock from ${cidrBlock} to ${vpc.cidrBlock}. That replaces the VPC, and no model can be called until all is made anew.\n` +
      `    Put it back; and to move, make another environment with the new block beside it, and let the callers move over.\n`,
  ];
}

function zoneChange({ name, network, endpoints, probe, probeNames }: Environment, before: DeployedNetwork): string[] {
  const left = before.zones.filter((zone) => !network.zones.includes(zone)).toSorted();
  const joined = network.zones.filter((zone) => !before.zones.includes(zone));
  const inside = [...endpoints.map(({ names }) => names.stack), ...(probe ? [probeNames.stack] : [])];
  if (left.length === 0 || inside.length === 0) return [];
  if (joined.length > 0) {
    return [
      `! ${name} leaves ${left.join(', ')} and joins ${joined.join(', ')} at once, which no order of deployments can do.\n` +
        `    Put ${left.join(', ')} back, deploy '${name}-*', and then take ${left.length === 1 ? 'it' : 'them'} out.\n`,
    ];
  }
  const commands = [
    ...inside.map((stack) => `npx cdktf deploy ${stack} --ignore-missing-stack-dependencies`),
    `npx cdktf deploy ${network.names.stack}`,
  ];
  return [
    `! ${name} leaves ${left.join(', ')}. A subnet goes only when ${probe ? 'no model and no function' : 'no model'} is in it any more: ` +
      `deploy the endpoints${probe ? ' and the probe' : ''} first, the network after.\n` +
      commands.map((command) => `    ${command}\n`).join(''),
  ];
}
