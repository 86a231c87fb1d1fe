import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../main';
import type { EnvironmentSettings } from '../../../settings';
import { resolved } from '../../support/settings';
import { runTerraform } from './run-terraform';

/** Only where the provider is there; and only where a pretended account is, which `Sandbox` makes sure of. */
export const describeWithProvider = process.env.NO_PROVIDER ? describe.skip : describe;
export const describeWithAccount = process.env.NO_PROVIDER || !process.env.OFFLINE_AWS ? describe.skip : describe;

export interface Run {
  readonly status: number;
  readonly output: string;
}

/** A change to the pretended account, as its log has it. */
export interface Change {
  readonly op: string;
  readonly type: string;
  readonly id: string;
  readonly from?: string;
  readonly to?: string;
}

type World = Record<string, Record<string, Record<string, unknown>>>;

/** How Terraform begins to refuse what `prevent_destroy` forbids, and OpenTofu too. */
export const CANNOT_BE_DESTROYED = /instance cannot be destroyed/i;

/** Shows the end of what was said where a run did not succeed, or where a plan has something to do (status 2). */
export function expectSuccess({ status, output }: Run): void {
  expect({ status, output: status === 0 ? '' : output.slice(-1500) }).toEqual({ status: 0, output: '' });
}

/** A project folder and a pretended account of one test's own. */
export class Sandbox {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  private readonly account = join(this.folder, 'aws.json');
  private readonly initialized = new Set<string>();
  private position = 0;

  /** @param world - what is in the account before anything is deployed */
  constructor(world: World = {}) {
    writeFileSync(this.account, JSON.stringify({ resources: world }));
    mkdirSync(join(this.folder, 'state'));
  }

  synth(settings: EnvironmentSettings, name = 'test'): void {
    synthesize([resolved(settings, name)], this.folder, join(this.folder, 'cdktf.out'));
  }

  /** The Terraform JSON of a stack. */
  file = (stack: string): string => join(this.folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json');

  async terraform(stack: string, args: readonly string[], variables: Record<string, string> = {}): Promise<Run> {
    if (!this.initialized.has(stack)) {
      this.initialized.add(stack);
      const init = await this.run(stack, ['init', '-input=false', '-no-color'], {});
      if (init.status !== 0) throw new Error(init.output);
    }
    return this.run(stack, args, variables);
  }

  apply = (stack: string, variables: Record<string, string> = {}): Promise<Run> =>
    this.terraform(stack, ['apply', '-auto-approve', '-input=false', '-no-color'], variables);

  destroy = (stack: string, variables: Record<string, string> = {}): Promise<Run> =>
    this.terraform(stack, ['destroy', '-auto-approve', '-input=false', '-no-color'], variables);

  plan = (stack: string, variables: Record<string, string> = {}): Promise<Run> =>
    this.terraform(stack, ['plan', '-detailed-exitcode', '-input=false', '-no-color'], variables);

  /** A plan as JSON, whether planning went well or not. */
  async planJson(stack: string, args: readonly string[] = [], variables: Record<string, string> = {}): Promise<string> {
    await this.terraform(stack, ['plan', '-out=plan.bin', '-input=false', '-no-color', ...args], variables);
    const { output } = await this.terraform(stack, ['show', '-json', 'plan.bin']);
    return output;
  }

  async outputs(stack: string): Promise<Record<string, unknown>> {
    const { output } = await this.terraform(stack, ['output', '-json']);
    const parsed = JSON.parse(output) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
  }

  /** Applies stacks in turn, and expects each to succeed and to leave nothing to do. */
  async deploy(...stacks: string[]): Promise<void> {
    for (const stack of stacks) {
      expectSuccess(await this.apply(stack));
      expectSuccess(await this.plan(stack));
    }
  }

  /** What is in the account: everything by type and id. */
  world(): World {
    const { resources } = JSON.parse(readFileSync(this.account, 'utf8')) as { resources: World };
    return Object.fromEntries(Object.entries(resources).filter(([, all]) => Object.keys(all).length > 0));
  }

  edit(change: (world: World) => void): void {
    const { resources } = JSON.parse(readFileSync(this.account, 'utf8')) as { resources: World };
    change(resources);
    writeFileSync(this.account, JSON.stringify({ resources }));
  }

  /** What has changed in the account since this was last asked. */
  changes(): Change[] {
    const file = `${this.account}.log`;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    const news = lines.slice(this.position).map((line) => JSON.parse(line) as Change);
    this.position = lines.length;
    return news;
  }

  /** Keeps the account and all state as they are; what is answered brings them back. */
  save(): () => void {
    const kept = mkdtempSync(join(this.folder, 'kept-'));
    const [state, keptState, keptAccount] = [join(this.folder, 'state'), join(kept, 'state'), join(kept, 'aws.json')];
    cpSync(state, keptState, { recursive: true });
    cpSync(this.account, keptAccount);
    return () => {
      rmSync(state, { recursive: true });
      cpSync(keptState, state, { recursive: true });
      cpSync(keptAccount, this.account);
    };
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async run(stack: string, args: readonly string[], variables: Record<string, string>): Promise<Run> {
    const cwd = join(this.folder, 'cdktf.out', 'stacks', stack);
    const { status, stdout, stderr } = await runTerraform(cwd, args, { OFFLINE_AWS: this.account, ...variables });
    if (args[0] === 'output' || args[0] === 'show') return { status, output: stdout };
    // Terraform wraps its messages, in boxes: on one line they can be searched.
    return { status, output: `${stdout}${stderr}`.replaceAll(/[╷╵│\s]+/g, ' ') };
  }
}
