import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { readOwnRules } from '../review/own-rules';
import { type CommandLine, EXIT_STATUS, performCommand } from '../shared/cli';
import type { ChangeReviewTools } from './change-review';
import { deployEnvironment } from './deploy-environment';
import { driftIn, driftReport, hasDrift } from './drift';
import { gitHub } from './github';
import { tokenName } from './hcp-terraform';
import { reviewMergeGroup } from './merge-group';
import { reviewPullRequest } from './pull-request';
import { createReviewer, listed, type Reviewer } from './reviewer';
import { namesIn, optionalVariable, runUrl, setOutput, variable, writeSummary } from './run-context';
import { runProgram } from './run-program';
import { deployedStacks, readStacks, type Stack } from './stacks';
import { Terraform } from './terraform';
import { sanitizeHead } from './untrusted/head-folder';

/** Writes a line to the log of the run. */
type Log = (line: string) => void;

/** What the workflows call. What a command needs to know of the run is in its environment, as GitHub sets it. */
export const runCi: CommandLine = (args, terminal) => {
  const log: Log = (line) => terminal.out(`${line}\n`);
  let passes = true;
  const program = new Command('workflow').description('What the workflows in .github/workflows run');

  program
    .command('environments')
    .description('the environments that are deployed from here, as the output "environments" of the step')
    .argument('<app>', 'the synthesized folder')
    .action((app: string) => setOutput('environments', JSON.stringify(environmentsToDeploy(app))));

  program
    .command('review')
    .description('plan what a pull request or a merge queue changes; fails where a person must accept something')
    .requiredOption('--base <folder>', 'what it is merged into, synthesized')
    .requiredOption('--head <folder>', 'the merge, synthesized by a job without permissions')
    .action(async (folders: { base: string; head: string }) => {
      sanitizeHead(folders.head);
      const reviewer = await ourReviewer();
      passes = await withPlans((plans) => reviewChangeOf(folders, reviewer, plans, log));
    });

  program
    .command('compare')
    .description('compare what a change synthesizes, without plans; fails where a person must accept something')
    .requiredOption('--base <folder>', 'what it is merged into, synthesized')
    .requiredOption('--head <folder>', 'the merge, synthesized by a job without permissions')
    .action(async ({ base, head }: { base: string; head: string }) => {
      sanitizeHead(head);
      const { markdown, toAccept } = (await ourReviewer()).review([], head, base);
      writeSummary(markdown);
      passes = toAccept.length === 0;
      if (!passes) log(`To be accepted: ${listed(toAccept)}. ${ACCEPT_WITHOUT_LABEL}`);
    });

  program
    .command('deploy')
    .description('deploy an environment as far as it was reviewed; outputs "stopped" and "shown"')
    .argument('<environment>')
    .requiredOption('--app <folder>', 'the synthesized folder')
    .option('--approved', "that environment's reviewers have approved what is in SHOWN")
    .addOption(new Option('--last', 'fail where something still waits: nobody is asked any more'))
    .action(async (environment: string, { app, approved, last }: DeployOptions) => {
      const reviewer = await ourReviewer();
      passes = await withPlans((plans) =>
        deployEnvironment(
          {
            environment,
            app,
            commit: variable('GITHUB_SHA'),
            branch: variable('GITHUB_REF_NAME'),
            actor: variable('GITHUB_TRIGGERING_ACTOR'),
            approve: optionalVariable('APPROVE'),
            approvedByReviewers: approved && variable('SHOWN'),
            isLast: last === true,
          },
          { terraform: terraformIn(app, plans), reviewer, gitHub: ours(), log, summary: writeSummary, setOutput },
        ),
      );
    });

  program
    .command('drift')
    .description('what was changed outside of Terraform, into the summary; fails where there is any')
    .requiredOption('--app <folder>', 'the synthesized folder')
    .action(async ({ app }: { app: string }) => {
      passes = await withPlans((plans) => reportDrift(app, plans, log));
    });

  return performCommand(program, args, terminal, () => (passes ? EXIT_STATUS.ok : EXIT_STATUS.failed));
};

interface DeployOptions {
  readonly app: string;
  readonly approved?: true;
  readonly last?: true;
}

function reviewChangeOf(
  folders: { base: string; head: string },
  reviewer: Reviewer,
  plans: string,
  log: Log,
): Promise<boolean> {
  const tools: ChangeReviewTools = { terraform: terraformIn(folders.head, plans), reviewer, canPlan, log };
  const more = { ...tools, gitHub: ours(), summary: writeSummary };
  if (variable('GITHUB_EVENT_NAME') === 'merge_group')
    return reviewMergeGroup({ ref: variable('GITHUB_REF'), folders }, more);
  return reviewPullRequest(
    {
      number: Number(variable('PULL_REQUEST')),
      commit: variable('HEAD_SHA'),
      url: runUrl(),
      folders,
      acceptedByAnother: optionalVariable('ACCEPT_BY_ANOTHER') === 'true',
    },
    more,
  );
}

async function reportDrift(app: string, plans: string, log: Log): Promise<boolean> {
  let isClean = true;
  for (const [environment, stacks] of environments(app)) {
    const found = await driftIn(stacks, terraformIn(app, plans), log);
    writeSummary(driftReport(environment, found));
    if (hasDrift(found)) isClean = false;
  }
  return isClean;
}

/** Where no comment can be written, no label can refer to one. */
const ACCEPT_WITHOUT_LABEL =
  'The summary has it all. If it is meant, accept it in review.accept.json, or push the branch to this repository and open the pull request there.';

const terraformIn = (app: string, plans: string): Terraform => new Terraform(app, plans, runProgram);
const ours = () => gitHub(variable('GITHUB_REPOSITORY'), runProgram);

/** Where a team has its own rules, beside `main.ts`: docs/review.md. They are code, so they are the base's. */
const OWN_RULES = 'review-rules';
const ourReviewer = async (): Promise<Reviewer> =>
  createReviewer(existsSync(OWN_RULES) ? await readOwnRules(OWN_RULES) : []);

const environments = (app: string): Map<string, Stack[]> =>
  deployedStacks(readStacks(app), variable('DEPLOY_ENVIRONMENTS'));

/** All of them, unless whoever started the run named one. */
function environmentsToDeploy(app: string): string[] {
  const all = [...environments(app).keys()];
  const wanted = optionalVariable('ENVIRONMENT');
  if (wanted === '') return all;
  if (!all.includes(wanted))
    throw new Error(`'${wanted}' is not deployed from here: DEPLOY_ENVIRONMENTS has ${all.join(', ')}`);
  return [wanted];
}

/** AWS's credentials for planning, or HCP Terraform's token: which it takes depends on where the state is. */
function canPlan({ backend, environment }: Stack): boolean {
  if (backend.kind === 'cloud') return optionalVariable(tokenName(backend.hostname)) !== '';
  const profiles = namesIn(optionalVariable('AWS_PROFILES'));
  return backend.kind === 's3' && (optionalVariable('AWS_PLAN_ROLE_ARN') !== '' || profiles.includes(environment));
}

/** A folder that only this process can read, deleted when it ends: plans hold secrets in clear text. */
async function withPlans(work: (folder: string) => Promise<boolean>): Promise<boolean> {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'plans-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
