import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { terraformBinary } from '../shared/terraform-binary';
import { redactedPlan, type Fetch } from './hcp-terraform';
import type { PlanJson } from '../shared/terraform-files/plan-json';
import { parsePlanJson } from '../shared/terraform-files/read-plan-json';
import { stackFolder } from '../shared/terraform-files/stack-file';
import { namesIn } from './run-context';
import { outputOf, quoted, type RunProgram } from './run-program';
import type { Stack } from './stacks';

/** A plan of a stack, to look at. */
export interface PlannedStack {
  readonly stack: Stack;
  /** In memory only: it has secrets in clear. */
  readonly json: PlanJson;
  readonly hasChanges: boolean;
}

/** A plan that is saved, and can be applied. */
export interface SavedPlan extends PlannedStack {
  readonly file: string;
}

/** Written by `terraform providers lock`, and committed beside `main.ts` by whoever wants it: docs/deploying.md. */
export const PROVIDER_LOCK = '.terraform.lock.hcl';

/** Terraform could not plan a stack. */
export class PlanError extends Error {
  constructor({ name }: Stack, reason: string) {
    super(`${name} could not be planned:\n${quoted(reason)}`);
  }
}

export interface PlanOptions {
  /**
   * `speculative`: it cannot be applied. No lock is taken, so that a role that only reads will do, and HCP Terraform
   * makes a speculative run. `apply`: it can be applied. `drift`: what differs from the state.
   */
  readonly purpose: 'speculative' | 'apply' | 'drift';
}

/** Terraform in the stacks of a synthesized folder. */
export class Terraform {
  /**
   * @param outdir - the synthesized folder
   * @param plans - a folder for plans, which hold secrets: outside of the repository, and never uploaded
   */
  constructor(
    private readonly outdir: string,
    private readonly plans: string,
    private readonly run: RunProgram,
    private readonly fetch: Fetch = globalThis.fetch,
    private readonly environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {}

  /** Only a plan that was made to be applied can be applied. */
  plan(stack: Stack, options: { readonly purpose: 'apply' }): Promise<SavedPlan>;
  plan(stack: Stack, options: PlanOptions): Promise<PlannedStack>;
  async plan(stack: Stack, { purpose }: PlanOptions): Promise<PlannedStack> {
    const init = await this.terraform(stack, ['init', '-input=false', '-no-color', ...this.lockProviders(stack)]);
    if (init.status !== 0) throw new PlanError(stack, init.stderr);
    const { kind } = stack.backend;
    const options = [
      ...(kind !== 'cloud' && purpose !== 'apply' ? ['-lock=false'] : []),
      // Somebody may be deploying this environment by hand: wait.
      ...(kind !== 'cloud' && purpose === 'apply' ? ['-lock-timeout=10m'] : []),
      ...(purpose === 'drift' ? ['-refresh-only'] : []),
    ];
    const speculative = kind === 'cloud' && purpose !== 'apply' ? await this.speculate(stack, options) : undefined;
    return speculative ?? this.save(stack, options);
  }

  async apply({ stack, file }: SavedPlan): Promise<void> {
    const { status } = await this.terraform(stack, ['apply', '-input=false', '-no-color', file], true);
    if (status !== 0) throw new Error(`${stack.name} could not be applied: Terraform says why above`);
  }

  /** A run of HCP Terraform that nobody can apply; undefined where the workspace leaves planning to this machine. */
  private async speculate(stack: Stack, options: readonly string[]): Promise<PlannedStack | undefined> {
    const args = ['plan', '-input=false', '-no-color', '-detailed-exitcode', ...options];
    const { status, stdout, stderr } = await this.terraform(stack, args);
    const [, runId] = /\/runs\/(run-[A-Za-z0-9]+)/.exec(stdout) ?? [];
    if (status !== 0 && status !== CHANGES) throw new PlanError(stack, `${stderr}\n${ofRun(stdout)}`);
    return runId === undefined ? undefined : this.redacted(stack, runId, status === CHANGES);
  }

  private async save(stack: Stack, options: readonly string[]): Promise<SavedPlan> {
    const file = this.planFile(stack);
    const args = ['plan', '-input=false', '-no-color', '-detailed-exitcode', `-out=${file}`, ...options];
    const { status, stdout, stderr } = await this.terraform(stack, args);
    if (status !== 0 && status !== CHANGES) throw new PlanError(stack, `${stderr}\n${ofRun(stdout)}`);
    if (stack.backend.kind === 'cloud' && isCloudPlan(file)) {
      const { run_id } = JSON.parse(readFileSync(file, 'utf8')) as { run_id: string };
      return { ...(await this.redacted(stack, run_id, status === CHANGES)), file };
    }
    const text = await outputOf(this.run, this.binary, [chdir(this.outdir, stack), 'show', '-json', file], {
      env: SETTINGS,
    });
    return { ...planned(stack, text, status === CHANGES), file };
  }

  private async redacted(stack: Stack, runId: string, hasChanges: boolean): Promise<PlannedStack> {
    if (stack.backend.kind !== 'cloud') throw new Error(`${stack.name} is not in HCP Terraform`);
    const text = await redactedPlan(stack.backend.hostname, runId, this.environment, this.fetch);
    return planned(stack, text, hasChanges);
  }

  /** Where the project has a lock of its providers, no other provider will do. */
  private lockProviders({ name }: Stack): string[] {
    const lock = join(dirname(this.outdir), PROVIDER_LOCK);
    if (!existsSync(lock)) return [];
    copyFileSync(lock, join(stackFolder(this.outdir, name), PROVIDER_LOCK));
    return ['-lockfile=readonly'];
  }

  private planFile = ({ name }: Stack): string => join(this.plans, `${name}.tfplan`);

  private get binary(): string {
    return terraformBinary(this.environment);
  }

  private terraform(stack: Stack, args: readonly string[], isShown = false): ReturnType<RunProgram> {
    return this.run(this.binary, [chdir(this.outdir, stack), ...args], {
      env: { ...SETTINGS, ...NOT_FOR_TERRAFORM, ...this.providers(), ...profile(stack, this.environment) },
      isShown,
    });
  }

  /** The AWS provider is large, and each stack would fetch its own. */
  private providers(): Record<string, string> {
    if (this.environment.TF_PLUGIN_CACHE_DIR) return {};
    const folder = join(this.plans, 'providers');
    mkdirSync(folder, { recursive: true });
    // The lock file is written anew each time: without one, Terraform uses the folder only if this allows it.
    return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
  }
}

function planned(stack: Stack, text: string, hasChanges: boolean): PlannedStack {
  try {
    return { stack, json: parsePlanJson(text), hasChanges };
  } catch (error) {
    throw new Error(`The plan of ${stack.name} cannot be read:\n${quoted((error as Error).message)}`);
  }
}

/** Terraform's exit status for "it went well, and there are changes". */
const CHANGES = 2;
const SETTINGS = { TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };

/** What the workflows have and Terraform needs nothing of: a configuration could read its environment. */
const NOT_FOR_TERRAFORM = {
  GH_TOKEN: undefined,
  GITHUB_TOKEN: undefined,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined,
  ACTIONS_ID_TOKEN_REQUEST_URL: undefined,
  ACTIONS_RUNTIME_TOKEN: undefined,
};

const chdir = (outdir: string, { name }: Stack): string => `-chdir=${stackFolder(outdir, name)}`;

/** A run of HCP Terraform reports its errors on stdout. Of a local run, stdout is the plan, and must not be shown. */
const ofRun = (stdout: string): string => (stdout.includes('/runs/run-') ? stdout : '');

/** HCP Terraform's saved plans are a run's id; others are zip files. */
function isCloudPlan(file: string): boolean {
  const first = Buffer.alloc(1);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, first);
  } finally {
    closeSync(descriptor);
  }
  return first.toString() === '{';
}

/** An environment in an account of its own has credentials of its own, as a profile: docs/deploying.md. */
function profile(
  { environment }: Stack,
  { AWS_PROFILES = '' }: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  if (!namesIn(AWS_PROFILES).includes(environment)) return {};
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };
  // Credentials in the environment would win over the profile.
  return { ...none, AWS_PROFILE: environment };
}
