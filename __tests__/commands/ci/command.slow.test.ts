import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkRun } from '../../../commands/ci/reviewed-plans';
import { SynthesizedApp } from '../../../commands/review/synthesized-app';
import { fingerprint } from '../../../commands/review/fingerprint';
import { parsePlan } from '../../../commands/review/plan/parse';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { ROOT } from '../../support/settings';
import { shellPrograms } from './support/shell-programs';
import { Folders, hash, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

/** What Terraform would do, by the stack: each has a fingerprint of its own. */
const planJson = (address: string) =>
  JSON.stringify({
    format_version: '1.2',
    complete: true,
    prior_state: { values: { root_module: { resources: [{ address: 'aws_x.y', type: 'aws_x', values: {} }] } } },
    resource_changes: [
      { address: 'aws_x.y', type: 'aws_x', change: { actions: ['no-op'], before: {}, after: {} } },
      { address, type: address.split('.')[0], change: { actions: ['create'], after: {} } },
    ],
  });
const PLANS = { 'e-network': planJson('aws_vpc.v'), 'e-x': planJson('aws_sns_topic.t') };
const PRINTS = {
  'e-network': fingerprint(parsePlan('e-network', PLANS['e-network'])),
  'e-x': fingerprint(parsePlan('e-x', PLANS['e-x'])),
};

const [COMMIT, HEAD] = ['a'.repeat(40), 'b'.repeat(40)];

/** The programs that the commands start. */
const programs = (pulls: object, checks: object, environment: object = {}): string =>
  shellPrograms(folders.empty(), {
    terraform: [
      'case "$2" in',
      'plan) for one in "$@"; do case "$one" in -out=*) echo PK > "${one#-out=}";; esac; done; exit 2;;',
      `show) case "$1" in *network) echo '${PLANS['e-network']}';; *) echo '${PLANS['e-x']}';; esac;;`,
      'apply) echo "applied $1";;',
      'esac',
    ],
    gh: [
      'case "$*" in',
      `*environments/*) echo '${JSON.stringify(environment)}';;`,
      '*status=success*) echo \'{"workflow_runs":[]}\';;',
      `*/pulls*) echo '[${JSON.stringify(pulls)}]';;`,
      `*commits/${COMMIT}) echo '{"sha":"${COMMIT}"}';;`,
      `'api --method POST --input - repos/o/r/issues/5/comments') echo '{"updated_at":"2026-11-28T18:00:00Z"}';;`,
      `*) echo '[${JSON.stringify(checks)}]';;`,
      'esac',
    ],
  });

function run(args: readonly string[], bin: string, more: Record<string, string> = {}) {
  const [output, summary] = [join(folders.empty(), 'output'), join(folders.empty(), 'summary')];
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_SHA: COMMIT,
    GITHUB_REF_NAME: 'main',
    GITHUB_TRIGGERING_ACTOR: 'bob',
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
    {
      number: 5,
      merged_at: '2026',
      merge_commit_sha: COMMIT,
      user: { login: 'alice' },
      head: { sha: HEAD },
      base: { ref: 'main' },
    },
  ];
  const reviewed = {
    ...checkRun(HEAD, { at: new Date(), digest: '', passed: true, fingerprints: {} }, ''),
    id: 1,
    app: { slug: 'github-actions' },
  };
  // A shell's echo takes \n in a text for a new line; what stands in JSON needs it.
  const checks = {
    check_runs: [
      { ...reviewed, output: { summary: `\`\`\`json {"fingerprints":{"e-network":"${PRINTS['e-network']}"}}\`\`\`` } },
    ],
  };
  const bin = programs(pulls, checks);
  const args = ['deploy', 'e', '--app', app];
  const rules = [{ type: 'required_reviewers', reviewers: [{}] }];
  const approving = programs(pulls, checks, { protection_rules: rules });
  const approval = [...args, '--approved'];
  const shown = (print: string) => ({ SHOWN: JSON.stringify({ 'e-x': print }) });

  const approve = `e-x=${PRINTS['e-x'].slice(0, 16)}`;

  const [first, unasked, byCommand, byAuthor, approved, last, nobody, named, other] = await Promise.all([
    run(args, approving),
    run(args, bin),
    run(args, bin, { APPROVE: approve }),
    run(args, bin, { APPROVE: approve, GITHUB_TRIGGERING_ACTOR: 'alice' }),
    run(approval, approving, shown(PRINTS['e-x'])),
    run([...approval, '--last'], approving, shown(hash('3'))),
    run(approval, bin, shown(PRINTS['e-x'])),
    run(['environments', app], bin, { DEPLOY_ENVIRONMENTS: 'e' }),
    run(['environments', app], bin, { DEPLOY_ENVIRONMENTS: 'e', ENVIRONMENT: 'f' }),
  ]);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch('Reviewed in #5: e-network');
  expect(first.stdout).toMatch(/applied -chdir=\S+e-network/);
  expect(first.stdout).not.toMatch(/applied \S+e-x/);
  expect(first.output).toBe(`stopped=true\nshown={"e-x":"${PRINTS['e-x']}"}\n`);
  expect(first.summary).toMatch(
    /✅ deployed: `e-network`[^]*waits for an approval[^]*`e-x`[^]*➕ create `aws_sns_topic.t`/,
  );
  expect(unasked).toMatchObject({ status: 1, output: first.output.replace('true', 'false') });
  expect(unasked.summary).toMatch(`-f approve='${approve}'`);
  expect(byCommand).toMatchObject({ status: 0, output: 'stopped=false\nshown={}\n' });
  expect(byCommand.stdout).toMatch(/applied \S+e-x/);
  expect(byAuthor).toMatchObject({ status: 1, stderr: expect.stringMatching("'alice' wrote part of what") });
  expect(approved).toMatchObject({ status: 0, output: 'stopped=false\nshown={}\n' });
  expect(approved.stdout).toMatch(/applied \S+e-x/);
  expect(last.status).toBe(1);
  expect(last.stdout).toMatch('run the workflow again');
  expect(nobody).toMatchObject({ status: 1, stderr: expect.stringMatching("'e-approval' has no required reviewers") });
  expect(nobody.stdout).not.toMatch('applied');
  expect(named.output).toBe('environments=["e"]\n');
  expect(other).toMatchObject({
    status: 1,
    stderr: "'f' is not deployed from here: DEPLOY_ENVIRONMENTS has e\n",
  });
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
  const head = (): string => {
    const outdir = join(folders.empty(), 'cdktf.out');
    const stacks = { 'e-network': { terraform: S3 }, 'e-x': { terraform: S3, locals: { a: 1 } } };
    cpSync(folders.folder(stacks), outdir, { recursive: true });
    return outdir;
  };
  const bin = programs([], []);
  const workflow = {
    PULL_REQUEST: '5',
    HEAD_SHA: HEAD,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_RUN_ID: '7',
    GITHUB_SERVER_URL: 'https://github.com',
  };
  const [planned, compared] = await Promise.all([
    run(['review', '--base', base, '--head', head()], bin, {
      ...workflow,
      AWS_PLAN_ROLE_ARN: 'arn:aws:iam::1:role/plan',
    }),
    run(['review', '--base', base, '--head', head()], bin, { ...workflow, AWS_PLAN_ROLE_ARN: '' }),
  ]);
  const apps = { base: SynthesizedApp.read(base), head: SynthesizedApp.read(head()) };
  const ofPlan = reviewMarkdown(reviewPlans([parsePlan('e-x', PLANS['e-x'])], apps));
  const ofFolders = reviewMarkdown(reviewPlans([], apps));
  expect(planned).toMatchObject({ status: 0, stderr: '', stdout: 'e-x: planned\n', summary: `${ofPlan}\n` });
  expect(compared).toMatchObject({ status: 0, stderr: '', stdout: '', summary: `${ofFolders}\n` });
});
