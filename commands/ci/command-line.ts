import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { deploy, deploymentReport } from './deploy';
import { driftIn, driftReport, hasDrift } from './drift';
import { gitHub } from './github';
import { tokenName } from './hcp-terraform';
import { reviewPullRequest } from './pull-request';
import { reviewer } from './reviewer';
import { CHECK_NAME, fingerprintsOf, mergedAs, parseFingerprints, type Fingerprints } from './reviewed-plans';
import { runProgram } from './run-program';
import { type CommandLine, EXIT_STATUS, performCommand } from '../shared/cli';
import { deployedStacks, readStacks, type Stack } from './stacks';
import { Terraform } from './terraform';

/** Writes a line to the log of the run. */
type Log = (line: string) => void;

/** What the workflows call. What a command needs to know of the run is in its environment, as GitHub sets it. */
export const runCi: CommandLine = (args, terminal) => {
  const log: Log = (line) => terminal.out(`${line}\n`);
  let status: number = EXIT_STATUS.ok;
  const program = new Command('workflow').description('What the workflows in .github/workflows run');

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
    .action(async ({ base, head }: { base: string; head: string }) => {
      status = await withPlans((plans) => planPullRequest(base, head, plans, log));
    });

  program
    .command('deploy')
    .description('deploy an environment as far as it was reviewed; outputs "stopped" and "shown"')
    .argument('<environment>')
    .requiredOption('--app <folder>', 'the synthesized folder')
    .option('--approval <name>', 'the GitHub environment in which what SHOWN names was approved')
    .addOption(new Option('--last', 'fail where something still waits: nobody is asked any more'))
    .action(async (environment: string, options: DeployOptions) => {
      status = await withPlans((plans) => deployEnvironment(environment, options, plans, log));
    });

  program
    .command('drift')
    .description('what was changed outside of Terraform, into the summary; fails where there is any')
    .requiredOption('--app <folder>', 'the synthesized folder')
    .action(async ({ app }: { app: string }) => {
      status = await withPlans((plans) => reportDrift(app, plans, log));
    });

  return performCommand(program, args, terminal, () => status);
};

async function planPullRequest(base: string, head: string, plans: string, log: Log): Promise<number> {
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
      terraform: new Terraform(head, plans, runProgram),
      reviewer,
      gitHub: gitHub(variable('GITHUB_REPOSITORY'), runProgram),
      canPlan,
      log,
      summary,
    },
  );
  return passes ? EXIT_STATUS.ok : EXIT_STATUS.failed;
}

interface DeployOptions {
  readonly app: string;
  readonly approval?: string;
  readonly last?: true;
}

async function deployEnvironment(
  environment: string,
  { app, approval, last }: DeployOptions,
  plans: string,
  log: Log,
): Promise<number> {
  const stacks = deployedStacks(readStacks(app), environment).get(environment) ?? [];
  const reviewed = [
    await reviewedFingerprints(log),
    approval === undefined ? {} : await approvedFingerprints(approval),
  ];
  const terraform = new Terraform(app, plans, runProgram);
  const deployment = await deploy(stacks, reviewed, { terraform, reviewer, log });
  const { awaitingApproval, awaitingFingerprints } = deployment;
  summary(deploymentReport(deployment, environment));
  if (awaitingApproval.length > 0) summary(reviewer.reviewPlans(awaitingApproval, app).markdown);
  setOutput('stopped', String(awaitingApproval.length > 0));
  setOutput('shown', JSON.stringify(awaitingFingerprints));
  if (!last || awaitingApproval.length === 0) return EXIT_STATUS.ok;
  log('What was approved is not what would be done now: run the workflow again.');
  return EXIT_STATUS.failed;
}

async function reportDrift(app: string, plans: string, log: Log): Promise<number> {
  const terraform = new Terraform(app, plans, runProgram);
  let status: number = EXIT_STATUS.ok;
  for (const [environment, stacks] of environments(app)) {
    const found = await driftIn(stacks, terraform, log);
    summary(driftReport(environment, found));
    if (hasDrift(found)) status = EXIT_STATUS.failed;
  }
  return status;
}

const environments = (app: string): Map<string, Stack[]> =>
  deployedStacks(readStacks(app), variable('DEPLOY_ENVIRONMENTS'));

/** What was reviewed in the pull request that this commit is the merge of. */
async function reviewedFingerprints(log: Log): Promise<Fingerprints> {
  const [commit, branch] = [variable('GITHUB_SHA'), variable('GITHUB_REF_NAME')];
  const api = gitHub(variable('GITHUB_REPOSITORY'), runProgram);
  const pull = mergedAs(await api.pullRequestsOf(commit), commit, branch);
  if (pull === undefined) {
    log(`${commit} is the merge of no pull request: nothing of it was reviewed.`);
    return {};
  }
  const fingerprints = fingerprintsOf(await api.checkRuns(pull.head.sha, CHECK_NAME), pull.head.sha);
  log(`Reviewed in #${pull.number}: ${Object.keys(fingerprints).join(', ') || 'nothing'}`);
  return fingerprints;
}

/** GitHub creates an environment that does not exist, without reviewers, and runs the job: nobody approved that. */
async function approvedFingerprints(name: string): Promise<Fingerprints> {
  if (!(await gitHub(variable('GITHUB_REPOSITORY'), runProgram).hasReviewers(name)))
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

/** A folder that only this process can read, deleted when it ends: plans hold secrets in clear text. */
async function withPlans(work: (folder: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'plans-'));
  try {
    return await work(folder);
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

const summary = (markdown: string): void => appendFileSync(variable('GITHUB_STEP_SUMMARY'), `${markdown}\n`);

const setOutput = (name: string, value: string): void =>
  appendFileSync(variable('GITHUB_OUTPUT'), `${name}=${value}\n`);
