import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, run, Skipped, type Run } from './run';

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

/** As for `npm run test:terraform`: nothing is applied where this names no pretended account. */
export const hasAccount = Boolean(process.env.OFFLINE_AWS);
export const NO_ACCOUNT = 'OFFLINE_AWS names no pretended account';

/** Terraform in the stacks of a tree, which have an account of their own. */
export class Terraform {
  /** Should this ever meet the real provider, it has no credentials that any account takes. */
  readonly variables: NodeJS.ProcessEnv;

  constructor(private readonly folder: string) {
    const plugins = join(folder, '.terraform-plugins');
    mkdirSync(plugins);
    this.variables = {
      AWS_ACCESS_KEY_ID: 'offline',
      AWS_SECRET_ACCESS_KEY: 'offline',
      AWS_EC2_METADATA_DISABLED: 'true',
      CHECKPOINT_DISABLE: '1',
      OFFLINE_AWS: join(folder, 'aws.json'),
      // One download for all stacks, which have no lock file to break.
      TF_PLUGIN_CACHE_DIR: plugins,
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true',
    };
  }

  /** Skips the check where Terraform, or this version of the AWS provider, cannot be had. */
  needs(version: string): void {
    const folder = join(this.folder, `provider-${version}`);
    mkdirSync(folder, { recursive: true });
    const aws = { source: 'hashicorp/aws', version };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: { aws } } }));
    if (this.run(folder, 'init').status !== 0)
      throw new Skipped(`${TERRAFORM}, or AWS provider ${version}, cannot be had here`);
  }

  init = (stack: string): string => expectSuccess(this.inStack(stack, 'init', '-upgrade'));

  validate = (stack: string): string => expectSuccess(this.inStack(stack, 'validate'));

  apply = (stack: string): string => expectSuccess(this.inStack(stack, 'apply', '-auto-approve'));

  /** Fails where there is anything to do. */
  planNothing = (stack: string): string => expectSuccess(this.inStack(stack, 'plan', '-detailed-exitcode'));

  private inStack = (stack: string, ...args: string[]): Run =>
    this.run(join(this.folder, 'cdktf.out', 'stacks', stack), ...args);

  private run = (folder: string, ...args: string[]): Run => run(TERRAFORM, args, folder, this.variables);
}
