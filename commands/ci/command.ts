import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { deploy, report } from './deploy';
import { driftIn, driftReport, hasDrift } from './drift';
import { gitHub } from './github';
import { tokenName } from './hcp-terraform';
import { reviewPullRequest } from './pull-request';
import { reviewer } from './review';
import { CHECK_NAME, fingerprintsOf, mergedAs, parseFingerprints, type Fingerprints } from './reviewed';
import { run } from './run';
import { deployedStacks, readStacks, type Stack } from './stacks';
import { Terraform } from './terraform';

/** The workflows call these; what they need to know of the run is in its environment, as GitHub has it. */
const program = new Command('ci').description('What the workflows in .github/workflows run');

program
  .command('environments')
  .description('the environments that are deployed from here, as the output "environments" of the step')
  .argument('<app>', 'the synthesized folder')
  .action((app: string) => setOutput('environments', JSON.stringify([...environments(app).keys()])));

program
  .command('pull-request')
  .description('plan what a pull request changes, and comment on it; fails where a danger is not meant')
  .requiredOption('--base <folder>', 'what the branch is merged into, synthesized')
  .requiredOption('--head <folder>', 'the merge, synthesized')
  .action(({ base, head }: { base: string; head: string }) =>
    withPlans(async (plans) => {
      const passes = await reviewPullRequest(
        {
          number: Number(variable('PULL_REQUEST')),
          commit: variable('HEAD_SHA'),
          url: runUrl(),
          isPush: variable('EVENT_ACTION') === 'synchronize' && variable('GITHUB_RUN_ATTEMPT') === '1',
          base,
          head,
        },
        {
          terraform: new Terraform(head, plans, run),
          reviewer,
          gitHub: gitHub(variable('GITHUB_REPOSITORY'), run),
          canPlan,
          log,
          summary,
        },
      );
      process.exitCode = passes ? 0 : 1;
    }),
  );

program
  .command('deploy')
  .description('deploy an environment as far as it was reviewed; outputs "stopped" and "shown"')
  .argument('<environment>')
  .requiredOption('--app <folder>', 'the synthesized folder')
  .option('--approval <name>', 'the GitHub environment in which what SHOWN names was approved')
  .addOption(new Option('--last', 'fail where something still waits: nobody is asked any more'))
  .action((environment: string, { app, approval, last }: { app: string; approval?: string; last?: true }) =>
    withPlans(async (plans) => {
      const stacks = deployedStacks(readStacks(app), environment).get(environment) ?? [];
      const seen = [await reviewedFingerprints(), approval === undefined ? {} : await approvedFingerprints(approval)];
      const terraform = new Terraform(app, plans, run);
      const deployment = await deploy(stacks, seen, { terraform, reviewer, log });
      const { stopped, shown } = deployment;
      summary(report(deployment, environment));
      if (stopped.length > 0) summary(reviewer.reviewPlans(stopped, app).markdown);
      setOutput('stopped', String(stopped.length > 0));
      setOutput('shown', JSON.stringify(shown));
      if (last && stopped.length > 0) {
        log('What was approved is not what would be done now: run the workflow again.');
        process.exitCode = 1;
      }
    }),
  );

program
  .command('drift')
  .description('what was changed outside of Terraform, into the summary; fails where there is any')
  .requiredOption('--app <folder>', 'the synthesized folder')
  .action(({ app }: { app: string }) =>
    withPlans(async (plans) => {
      const terraform = new Terraform(app, plans, run);
      for (const [environment, stacks] of environments(app)) {
        const found = await driftIn(stacks, terraform, log);
        summary(driftReport(environment, found));
        if (hasDrift(found)) process.exitCode = 1;
      }
    }),
  );

const environments = (app: string): Map<string, Stack[]> =>
  deployedStacks(readStacks(app), variable('DEPLOY_ENVIRONMENTS'));

/** What was reviewed in the pull request that this commit is the merge of. */
async function reviewedFingerprints(): Promise<Fingerprints> {
  const [commit, branch] = [variable('GITHUB_SHA'), variable('GITHUB_REF_NAME')];
  const api = gitHub(variable('GITHUB_REPOSITORY'), run);
  const pull = mergedAs(await api.pullRequestsOf(commit), commit, branch);
  if (pull === undefined) {
    log(`${commit} is the merge of no pull request: nothing of it was reviewed.`);
    return {};
  }
  const fingerprints = fingerprintsOf(await api.checkRuns(pull.head.sha, CHECK_NAME), pull.head.sha);
  log(`Reviewed in #${pull.number}: ${Object.keys(fingerprints).join(', ') || 'nothing'}`);
  return fingerprints;
}

/** GitHub makes an environment that is not there, and lets every job go on in it: that is nobody's approval. */
async function approvedFingerprints(name: string): Promise<Fingerprints> {
  if (!(await gitHub(variable('GITHUB_REPOSITORY'), run).hasReviewers(name)))
    throw new Error(
      `the environment '${name}' has no required reviewers, so that nobody approved anything: name some in it`,
    );
  return parseFingerprints(variable('SHOWN'));
}

/** AWS's credentials for planning, or HCP Terraform's token: which it takes depends on where the state is. */
function canPlan({ backend, environment }: Stack): boolean {
  const { AWS_PLAN_ROLE_ARN = '', AWS_PROFILES = '' } = process.env;
  if (backend.kind === 'cloud') return (process.env[tokenName(backend.hostname)] ?? '') !== '';
  return backend.kind === 's3' && (AWS_PLAN_ROLE_ARN !== '' || AWS_PROFILES.split(/[\s,]+/).includes(environment));
}

/** A folder that only this process can read, gone when it ends: a plan has secrets in clear. */
async function withPlans(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'plans-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: this runs in a workflow`);
  return value;
}

const runUrl = (): string =>
  `${variable('GITHUB_SERVER_URL')}/${variable('GITHUB_REPOSITORY')}/actions/runs/${variable('GITHUB_RUN_ID')}`;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

const summary = (markdown: string): void => appendFileSync(variable('GITHUB_STEP_SUMMARY'), `${markdown}\n`);

const setOutput = (name: string, value: string): void =>
  appendFileSync(variable('GITHUB_OUTPUT'), `${name}=${value}\n`);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
