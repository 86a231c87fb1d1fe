import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { type CommandLine, EXIT_STATUS, performCommand, UsageError } from '../shared/cli';
import { terraformBinary } from '../shared/terraform-binary';
import { InvalidPlanError } from '../shared/terraform-files/read-plan-json';
import { ACCEPTED_FINDINGS_FILE, readAcceptedFindings } from './accepted-findings';
import { readOwnRules } from './own-rules';
import { SynthesizedApp } from './synthesized-app';
import { compareApps } from './compare-apps';
import { fingerprint } from './fingerprint';
import { parsePlan } from './plan/parse';
import type { Plan } from './plan/plan';
import { reviewMarkdown } from './report/markdown';
import { type Review, reviewPlans } from './review';
import { ruleContexts } from './rule-contexts';
import { analyzePolicies } from './analyze-policies';
import type { Level } from './rules/finding';

interface CommandOptions {
  readonly app?: string;
  readonly base?: string;
  readonly accept?: string;
  readonly rules?: string;
  readonly synth?: true;
  readonly accessAnalyzer?: true;
  readonly json?: true;
  readonly fingerprint?: true;
  readonly failOn?: 'danger' | 'caution';
}

const program = new Command('review')
  .description(
    `Turns plans (${terraformBinary()} show -json) into one Markdown comment, dangers first. Exit status: 0; 3 where --fail-on finds something; 2 for a file that is no plan.`,
  )
  .argument('<files...>', 'plans: STACK.json each; with --synth two synthesized folders, BASE and HEAD')
  .option('--app <folder>', 'the synthesized folder of the change (cdktf.out): adds what a plan does not say')
  .option(
    '--base <folder>',
    'with --app: the synthesized folder without the change; also compares stacks without a plan',
  )
  .option('--synth', 'compare two synthesized folders, without plans')
  .option('--accept <file>', `accepted findings (${ACCEPTED_FINDINGS_FILE}): they no longer count`)
  .option('--rules <folder>', 'rules of your own, in TypeScript: docs/review.md')
  .option(
    '--access-analyzer',
    'ask IAM Access Analyzer (CheckNoNewAccess) about policies that cannot be compared: AWS charges for each call',
  )
  .option('--json', 'print the findings as JSON')
  .option('--fingerprint', 'print, for each plan, its stack and a fingerprint of what it would do')
  .addOption(
    new Option('--fail-on <level>', 'exit with 3 where there is one, or worse').choices(['danger', 'caution']),
  );

/** Reviews plans, or compares two synthesized folders. */
export const runReview: CommandLine = (args, terminal) =>
  performCommand(
    program,
    args,
    terminal,
    async () => {
      const options = program.opts<CommandOptions>();
      if (options.fingerprint === true) {
        for (const plan of program.args.map(readPlan)) terminal.out(`${plan.name} ${fingerprint(plan)}\n`);
        return EXIT_STATUS.ok;
      }
      const review = await reviewed(program.args, options);
      terminal.out(options.json === true ? `${reviewJson(review)}\n` : reviewMarkdown(review));
      return fails(review, options.failOn) ? EXIT_STATUS.found : EXIT_STATUS.ok;
    },
    EXIT_STATUS.noAnswer,
  );

async function reviewed(files: readonly string[], options: CommandOptions): Promise<Review> {
  const { app, base, accept, rules, synth } = options;
  const settings = {
    accepted: accept === undefined ? [] : readAcceptedFindings(accept),
    ownRules: rules === undefined ? [] : await readOwnRules(rules),
  };
  if (synth === true) {
    const [before, after, ...more] = files;
    if (before === undefined || after === undefined || more.length > 0 || app !== undefined || base !== undefined)
      throw new UsageError('--synth takes two synthesized folders, BASE and HEAD, and neither --app nor --base');
    return compareApps(SynthesizedApp.read(before), SynthesizedApp.read(after), settings);
  }
  if (base !== undefined && app === undefined)
    throw new UsageError('--base needs --app: the synthesized folder with the change');
  const plans = files.map(readPlan);
  const all = {
    ...settings,
    head: app === undefined ? undefined : SynthesizedApp.read(app),
    base: base === undefined ? undefined : SynthesizedApp.read(base),
  };
  const analyzed = options.accessAnalyzer === true ? await analyzePolicies(ruleContexts(plans, all)) : undefined;
  return reviewPlans(plans, { ...all, analyzed });
}

function readPlan(file: string): Plan {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    return parsePlan(basename(file).replace(/\.json$/, ''), text);
  } catch (error) {
    if (error instanceof InvalidPlanError) throw new Error(`${file} is no plan: ${error.message}`);
    throw error;
  }
}

function fails({ stacks }: Review, level: CommandOptions['failOn']): boolean {
  if (level === undefined) return false;
  const levels: readonly Level[] = level === 'danger' ? ['danger'] : ['danger', 'caution'];
  return stacks.some(({ findings }) =>
    findings.some((one) => one.accepted === undefined && levels.includes(one.level)),
  );
}

/** The review for scripts. Its shape is a contract. */
export const reviewJson = ({ verdict, stacks }: Review): string =>
  JSON.stringify(
    {
      verdict,
      stacks: stacks.map(({ name, basis, counts, findings, limits, provisional, unknownTypes, verdict: own }) => ({
        name,
        verdict: own,
        basis,
        counts,
        provisional,
        limits,
        unknownTypes,
        findings,
      })),
    },
    null,
    2,
  );
