import { join } from 'node:path';
import { satisfies } from 'semver';
import { AWS_PROVIDER_VERSION } from '../../stacks/aws-stack';
import { ROOT } from '../support/settings';
import { expectSame, ofFrameworks, ofVersions } from './differences';
import { readJson } from './manifest';
import { expectSuccess, run, Skipped } from './run';
import { ENVIRONMENT, ENVIRONMENT_FILE, STACKS } from './settings';
import { hasAccount, NO_ACCOUNT, Terraform } from './terraform';
import { Tree } from './tree';

interface Package {
  readonly version: string;
  readonly engines?: { readonly node: string };
  /** Of bindings: the provider that they are for. */
  readonly cdktf?: { readonly provider: { readonly version: string } };
}

const packageIn = (nodeModules: string, name: string): Package =>
  readJson(join(nodeModules, name), 'package.json') as Package;

/** What is checked, in order: each answers what to add to its name, or throws. */
export class Checks {
  readonly cdktn: Package;
  /** The provider that cdktn's bindings are for. */
  readonly newest: string;
  private readonly command: Package;
  private readonly cdktf = join(ROOT, 'node_modules');
  private readonly tree = new Tree();
  private readonly terraform = new Terraform(this.tree.folder);
  private isDeployed = false;

  /** @param nodeModules - with cdktn in it */
  constructor(private readonly nodeModules: string) {
    this.cdktn = packageIn(nodeModules, 'cdktf');
    this.command = packageIn(nodeModules, 'cdktn-cli');
    this.newest = packageIn(nodeModules, '@cdktf/provider-aws').cdktf?.provider.version ?? '';
    this.tree.use(nodeModules);
  }

  types(): string {
    expectSuccess(this.tree.node('node_modules/typescript/bin/tsc', '--noEmit'));
    return '';
  }

  tests(): string {
    const options = ['--silent', '--reporters=summary', '--cacheDirectory=.jest'];
    const jest = this.tree.node('node_modules/jest/bin/jest.js', ...options);
    const [, counts] = /^Tests: +(.*)$/m.exec(expectSuccess(jest)) ?? [];
    return `: ${counts}`;
  }

  bytes(): string {
    // Not before the tests, which know the environments of the project alone.
    this.tree.write(join('environments', `${ENVIRONMENT}.ts`), ENVIRONMENT_FILE);
    const [before, after] = [this.synthOn(this.cdktf), this.synthOn(this.nodeModules)];
    expectSame(before, after, ofFrameworks(packageIn(this.cdktf, 'cdktf').version, this.cdktn.version));
    return `: ${Object.keys(after).length} files`;
  }

  deploy(): string {
    if (!hasAccount) throw new Skipped(NO_ACCOUNT);
    this.terraform.needs(AWS_PROVIDER_VERSION);
    this.synthOn(this.cdktf);
    for (const stack of STACKS) {
      this.terraform.init(stack);
      this.terraform.apply(stack);
    }
    this.synthOn(this.nodeModules);
    this.isDeployed = true;
    return '';
  }

  /** What Terraform and the provider make of the stacks as they are. */
  provider(version: string): string {
    this.terraform.needs(version);
    for (const stack of STACKS) {
      this.terraform.init(stack);
      this.terraform.validate(stack);
      if (this.isDeployed) this.terraform.planNothing(stack);
    }
    return this.isDeployed ? ': valid, and nothing to do in what cdktf deployed' : ': valid';
  }

  diff(): string {
    const needed = this.command.engines?.node ?? '*';
    if (!satisfies(process.version, needed))
      throw new Skipped(`it needs Node ${needed}, and this is ${process.version}`);
    if (!this.isDeployed) throw new Skipped('nothing is deployed');
    for (const stack of STACKS) {
      const args = [join('node_modules', 'cdktn-cli', 'bin', 'cdktn'), 'diff', stack];
      const output = expectSuccess(
        run(process.execPath, args, this.tree.folder, { ...this.terraform.variables, CI: '1' }),
      );
      if (!output.includes('No changes. Your infrastructure matches the configuration.')) throw new Error(output);
    }
    return ': no changes to what cdktf deployed';
  }

  /** Moves the tree to the provider that cdktn's bindings are for, which changes its version and no more. */
  newestProvider(): string {
    const file = join('stacks', 'aws-stack.ts');
    const before = this.synthOn(this.nodeModules);
    this.tree.write(file, this.tree.read(file).replace(`'${AWS_PROVIDER_VERSION}'`, `'${this.newest}'`));
    expectSame(before, this.synthOn(this.nodeModules), ofVersions(AWS_PROVIDER_VERSION, this.newest));
    return '';
  }

  end(): void {
    this.tree.end();
  }

  private synthOn(nodeModules: string): Record<string, string> {
    this.tree.use(nodeModules);
    return this.tree.synth();
  }
}
