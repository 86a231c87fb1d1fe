import { App, Testing, TerraformStack } from 'cdktf';
import type { Environment } from '../../settings';
import { synthesize } from '../../main';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Block = Record<string, unknown>;

/** The Terraform JSON of a stack, without cdktf's own remarks. */
export interface Terraform {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: Readonly<Record<string, Block>>;
  readonly check?: Readonly<Record<string, { assert: { condition: string; error_message: string }[] }>>;
  readonly locals?: Block;
  readonly terraform?: Block;
  readonly provider?: Readonly<Record<string, Block[]>>;
}

/** What a module makes, alone in a stack. */
export function synthesizeModule(build: (stack: TerraformStack) => void): Terraform {
  const stack = new TerraformStack(Testing.stubVersion(new App({ stackTraces: false, outdir: tmpdir() })), 'stack');
  build(stack);
  return plain(JSON.parse(Testing.synth(stack))) as Terraform;
}

/** What environments make, by stack. */
export function synthesizeEnvironments(...environments: Environment[]): Record<string, Terraform> {
  const root = mkdtempSync(join(tmpdir(), 'synthesized-'));
  const outdir = join(root, 'cdktf.out');
  try {
    const stacks = Object.keys(synthesize(environments, root, outdir).manifest.stacks);
    return Object.fromEntries(
      stacks.map((stack) => [
        stack,
        plain(JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'))) as Terraform,
      ]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The stack of that name. */
export function stackOf(stacks: Record<string, Terraform>, name: string): Terraform {
  const stack = stacks[name];
  if (stack === undefined) throw new Error(`no ${name} among ${Object.keys(stacks).join(', ')}`);
  return stack;
}

/** The one resource of a type, or the one whose name ends so. */
export function the(terraform: Terraform, type: string, name = ''): Block {
  const all = Object.entries(terraform.resource?.[type] ?? terraform.data?.[type] ?? {}).filter(([key]) =>
    key.endsWith(name),
  );
  if (all.length !== 1) throw new Error(`${all.length} of ${type} ${name}: ${all.map(([key]) => key).join(', ')}`);
  return (all[0] as [string, Block])[1];
}

/** A policy as an object, with the account of every ARN as it is known after all. */
export const policyOf = (block: Block, attribute = 'policy') =>
  JSON.parse(block[attribute] as string) as { Version: string; Statement: Block[] };

/** Without `//`, where cdktf keeps its metadata. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '//')
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
