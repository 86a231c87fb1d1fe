import { Command } from 'commander';
import { AWS_PROVIDER_VERSION } from '../../stacks/aws-stack';
import { Checks } from './checks';
import { installed, update } from './install';
import { Skipped } from './run';

new Command('test:cdktn')
  .description("This project on cdktn, CDKTF's successor, and its newest bindings of the AWS provider.")
  .option('--update', "write __tests__/cdktn/package.json and its lock anew, after the project's have changed")
  .action(({ update: isUpdate }: { update?: true }) => {
    try {
      if (isUpdate) update();
      else checkAll(installed());
    } catch (error) {
      failed('npm', error);
    }
  })
  .parse();

function checkAll(nodeModules: string): void {
  const checks = new Checks(nodeModules);
  try {
    say(`cdktn ${checks.cdktn.version}, bindings of AWS provider ${checks.newest}, Node ${process.version}`);
    report('types', () => checks.types());
    report('tests', () => checks.tests());
    report('what is synthesized is what cdktf synthesizes', () => checks.bytes());
    report('an environment deployed by cdktf', () => checks.deploy());
    report(`AWS provider ${AWS_PROVIDER_VERSION}`, () => checks.provider(AWS_PROVIDER_VERSION));
    report('cdktn diff', () => checks.diff());
    report(`AWS provider ${checks.newest} is a change of its version alone`, () => checks.newestProvider());
    report(`AWS provider ${checks.newest}`, () => checks.provider(checks.newest));
  } finally {
    checks.end();
  }
}

function report(what: string, check: () => string): void {
  try {
    say(`ok       ${what}${check()}`);
  } catch (error) {
    if (error instanceof Skipped) say(`skipped  ${what}: ${error.message}`);
    else failed(what, error);
  }
}

function failed(what: string, error: unknown): void {
  say(`failed   ${what}\n${(error as Error).message}\n`);
  process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
