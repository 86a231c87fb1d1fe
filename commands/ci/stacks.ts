import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HCP_TERRAFORM } from '../../settings/defaults';
import { canonicalJson } from '../shared/terraform-files/canonical-json';
import { namesIn } from './run-context';
import { readStackFile, type StackFile, stacksIn } from '../shared/terraform-files/stack-file';

/** One stack of a synthesized folder (`cdktf.out`). */
export interface Stack {
  readonly name: string;
  readonly environment: string;
  readonly kind: 'network' | 'endpoint' | 'probe';
  readonly backend: StackBackend;
  /** What is synthesized for Terraform, as a text to compare. */
  readonly canonicalJson: string;
}

export type StackBackend =
  | { readonly kind: 'local' }
  | { readonly kind: 's3' }
  | { readonly kind: 'cloud'; readonly hostname: string }
  | { readonly kind: 'other' };

/** The stacks of a synthesized folder, the networks first. */
export function readStacks(outdir: string): Stack[] {
  const folder = join(outdir, 'stacks');
  if (!existsSync(folder)) throw new Error(`'${outdir}' is no synthesized folder: there is no ${folder}`);
  return stacksIn(folder)
    .map(({ name, environment, purpose }) => {
      const content = readStackFile(join(folder, name));
      return {
        name,
        environment,
        kind: kindOf(purpose),
        backend: backendOf(content),
        canonicalJson: canonicalJson(content, CDKTF_COMMENT),
      };
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

const rank = ({ kind }: Stack): number => ['network', 'endpoint', 'probe'].indexOf(kind);

const kindOf = (purpose: string): Stack['kind'] =>
  purpose === 'network' || purpose === 'probe' ? purpose : 'endpoint';

function backendOf({ terraform }: StackFile): StackBackend {
  if (terraform?.cloud !== undefined) return { kind: 'cloud', hostname: terraform.cloud.hostname ?? HCP_TERRAFORM };
  const [kind] = Object.keys(terraform?.backend ?? {});
  // Terraform's own default is a local state, too.
  if (kind === undefined || kind === 'local') return { kind: 'local' };
  return kind === 's3' ? { kind } : { kind: 'other' };
}

/** Where cdktf keeps construct paths and its own version: another version of it changes nothing. */
const CDKTF_COMMENT = '//';

/** What differs between two synthesized folders. */
export interface StackDifference {
  /** New ones among them. */
  readonly changed: readonly Stack[];
  /** No longer in the settings. What they deployed still runs. */
  readonly removed: readonly Stack[];
}

export function difference(base: readonly Stack[], head: readonly Stack[]): StackDifference {
  const contents = new Map(base.map((stack) => [stack.name, stack.canonicalJson]));
  const names = new Set(head.map(({ name }) => name));
  return {
    changed: head.filter((stack) => contents.get(stack.name) !== stack.canonicalJson),
    removed: base.filter(({ name }) => !names.has(name)),
  };
}

/** What to plan for a change: with a network also what reads its outputs, since these may change with it. */
export function stacksToPlan(changed: readonly Stack[], head: readonly Stack[]): Stack[] {
  const names = new Set(changed.map(({ name }) => name));
  const networks = new Set(changed.filter(({ kind }) => kind === 'network').map(({ environment }) => environment));
  return head.filter(({ name, environment }) => names.has(name) || networks.has(environment));
}

/** Local state stays on one machine, and each run has a new one: Terraform would create everything again. */
export const hasSharedState = ({ backend }: Stack): boolean => backend.kind !== 'local';

/**
 * The stacks of the environments that are deployed from here.
 *
 * @param wanted - the environments' names, as a person wrote them into a variable
 */
export function deployedStacks(stacks: readonly Stack[], wanted: string): Map<string, Stack[]> {
  const names = namesIn(wanted);
  return new Map(
    names.map((name) => {
      const all = stacks.filter(({ environment }) => environment === name);
      if (all.length === 0) throw new Error(`DEPLOY_ENVIRONMENTS names '${name}', and environments/ has no such file`);
      if (!all.every(hasSharedState))
        throw new Error(
          `DEPLOY_ENVIRONMENTS names '${name}', whose state is local: give it a backend of kind 's3' or 'cloud', or take it out`,
        );
      return [name, all];
    }),
  );
}
