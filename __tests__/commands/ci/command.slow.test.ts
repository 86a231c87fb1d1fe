import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkRun } from '../../../commands/ci/reviewed-plans';
import { SynthesizedApp } from '../../../commands/review/synthesized-app';
import { fingerprint } from '../../../commands/review/fingerprint';
import { parsePlan } from '../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { compareApps } from '../../../commands/review/compare-apps';
import { ROOT } from '../../support/settings';
import { Folders, hash, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

/** What Terraform would do, by the stack: each has a fingerprint of its own. */
const planJson = (address: string) =>
  JSON.stringify({
    format_version: '1.2',
    complete: true,
    resource_changes: [{ address, type: address.split('.')[0], change: { actions: ['create'], after: {} } }],
  });
const PLANS = { 'e-network': planJson('aws_vpc.v'), 'e-x': planJson('aws_sns_topic.t') };
const PRINTS = {
  'e-network': fingerprint(parsePlan('e-network', PLANS['e-network'])),
  'e-x': fingerprint(parsePlan('e-x', PLANS['e-x'])),
};

/** The programs that the commands start, as shell scripts. */
function programs(pulls: object, checks: object, environment: object = {}): string {
  const folder = join(folders.empty(), 'bin');
  mkdirSync(folder);
  const script = (name: string, ...lines: string[]) => {
    writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(join(folder, name), 0o755);
  };
  script(
    'terraform',
    'case "$2" in',
    'plan) for one in "$@"; do case "$one" in -out=*) echo PK > "${one#-out=}";; esac; done; exit 2;;',
    `show) case "$1" in *network) echo '${PLANS['e-network']}';; *) echo '${PLANS['e-x']}';; esac;;`,
    'apply) echo "applied $1";;',
    'esac',
  );
  script(
    'gh',
    'case "$*" in',
    `*environments/*) echo '${JSON.stringify(environment)}';;`,
    `*/pulls*) echo '[${JSON.stringify(pulls)}]';;`,
    `*) echo '[${JSON.stringify(checks)}]';;`,
    'esac',
  );
  return folder;
}

const COMMIT = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);

function run(args: readonly string[], bin: string, more: Record<string, string> = {}) {
  const [output, summary] = [join(folders.empty(), 'output'), join(folders.empty(), 'summary')];
  const read = (file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_SHA: COMMIT,
    GITHUB_REF_NAME: 'main',
    ...more,
  };
  return new Promise<{ status: number; stdout: string; stderr: string; output: string; summary: string }>((done) =>
    execFile(
      process.execPath,
      ['--require', './loader/typescript.cjs', 'commands/ci/command.ts', ...args],
      { cwd: ROOT, env },
      (error, ...outputs) =>
        done({
          status: error === null ? 0 : Number(error.code),
          stdout: outputs[0],
          stderr: outputs[1],
          output: read(output),
          summary: read(summary),
        }),
    ),
  );
}

test('a deployment by the command: what was reviewed is applied, the rest is shown; outputs in a line each', async () => {
  const app = folders.folder({ 'e-network': { terraform: S3 }, 'e-x': { terraform: S3 } });
  const pulls = [
    { number: 5, merged_at: '2026', merge_commit_sha: COMMIT, head: { sha: HEAD }, base: { ref: 'main' } },
  ];
  const reviewed = {
    ...checkRun(HEAD, { 'e-network': PRINTS['e-network'] }, ''),
    id: 1,
    app: { slug: 'github-actions' },
  };
  // A shell's echo takes \n in a text for a new line; what stands in JSON needs it.
  const checks = {
    check_runs: [{ ...reviewed, output: { summary: `\`\`\`json {"e-network":"${PRINTS['e-network']}"}\`\`\`` } }],
  };
  const bin = programs(pulls, checks);
  const args = ['deploy', 'e', '--app', app];
  const rules = [{ type: 'required_reviewers', reviewers: [{}] }];
  const approving = programs(pulls, checks, { protection_rules: rules });
  const approval = [...args, '--approval', 'e-approval'];
  const shown = (print: string) => ({ SHOWN: JSON.stringify({ 'e-x': print }) });

  const [first, approved, last, nobody, named] = await Promise.all([
    run(args, bin),
    run(approval, approving, shown(PRINTS['e-x'])),
    run([...approval, '--last'], approving, shown(hash('3'))),
    run(approval, bin, shown(PRINTS['e-x'])),
    run(['environments', app], bin, { DEPLOY_ENVIRONMENTS: 'e' }),
  ]);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch('Reviewed in #5: e-network');
  expect(first.stdout).toMatch(/applied -chdir=\S+e-network/);
  expect(first.stdout).not.toMatch(/applied \S+e-x/);
  expect(first.output).toBe(`stopped=true\nshown={"e-x":"${PRINTS['e-x']}"}\n`);
  expect(first.summary).toMatch(
    /✅ deployed: `e-network`[^]*waits for an approval[^]*`e-x`[^]*➕ create `aws_sns_topic.t`/,
  );
  expect(approved).toMatchObject({ status: 0, output: 'stopped=false\nshown={}\n' });
  expect(approved.stdout).toMatch(/applied \S+e-x/);
  expect(last.status).toBe(1);
  expect(last.stdout).toMatch('run the workflow again');
  expect(nobody).toMatchObject({ status: 1, stderr: expect.stringMatching("'e-approval' has no required reviewers") });
  expect(nobody.stdout).not.toMatch('applied');
  expect(named.output).toBe('environments=["e"]\n');
});

test('without what a workflow gives, it says so', async () => {
  const app = folders.folder({ 'e-network': { terraform: S3 } });
  const { status, stderr } = await run(['drift', '--app', app], programs([], {}), { DEPLOY_ENVIRONMENTS: '' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'DEPLOY_ENVIRONMENTS is not set: this runs in a workflow\n',
  });
});

test('a pull request by the command: with credentials what changed is planned, without them it is compared', async () => {
  const base = folders.folder({ 'e-network': { terraform: S3 }, 'e-x': { terraform: S3 } });
  const head = folders.folder({ 'e-network': { terraform: S3 }, 'e-x': { terraform: S3, locals: { a: 1 } } });
  const bin = programs([], []);
  const args = ['pull-request', '--base', base, '--head', head];
  const workflow = {
    PULL_REQUEST: '5',
    HEAD_SHA: HEAD,
    EVENT_ACTION: 'synchronize',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '7',
    GITHUB_SERVER_URL: 'https://github.com',
  };
  const [planned, compared] = await Promise.all([
    run(args, bin, { ...workflow, AWS_PLAN_ROLE_ARN: 'arn:aws:iam::123456789012:role/plan' }),
    run(args, bin, { ...workflow, AWS_PLAN_ROLE_ARN: '' }),
  ]);
  const [before, after] = [base, head].map((folder) => SynthesizedApp.read(folder)) as [SynthesizedApp, SynthesizedApp];
  const ofPlan = reviewMarkdown(reviewPlans([parsePlan('e-x', PLANS['e-x'])], { head: after }));
  const ofFolders = reviewMarkdown(compareApps(before, after));
  expect(planned).toMatchObject({ status: 0, stderr: '', stdout: 'e-x: planned\n', summary: `${ofPlan}\n` });
  expect(compared).toMatchObject({ status: 0, stderr: '', stdout: '', summary: `${ofFolders}\n` });
});
