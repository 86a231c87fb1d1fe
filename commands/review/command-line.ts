import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { type CommandLine, EXIT_STATUS, performCommand, UsageError } from '../shared/cli';
import { terraformBinary } from '../shared/terraform-binary';
import { InvalidPlanError } from '../shared/terraform-files/read-plan-json';
import { SynthesizedApp } from './synthesized-app';
import { fingerprint } from './fingerprint';
import { parsePlan } from './plan/parse';
import type { Plan } from './plan/plan';
import { reviewMarkdown } from './report/markdown';
import { type Review, reviewPlans } from './review';
import type { Level } from './rules/finding';
import { compareApps } from './compare-apps';

interface ReviewOptions {
  readonly app?: string;
  readonly synth?: true;
  readonly json?: true;
  readonly fingerprint?: true;
  readonly failOn?: 'danger' | 'caution';
}

const program = new Command('review')
  .description(
    `Plans (${terraformBinary()} show -json) as one Markdown comment, what is dangerous first. Exit status: 0, 3 where --fail-on finds something, 2 for a file that is no plan.`,
  )
  .argument('<files...>', 'plans: STACK.json each; with --synth two synthesized folders, BASE and HEAD')
  .option('--app <folder>', 'the synthesized folder (cdktf.out), for what a plan does not tell')
  .option('--synth', 'compare two synthesized folders, without plans')
  .option('--json', 'the findings as JSON')
  .option('--fingerprint', 'for each plan its stack and a fingerprint of what it would do')
  .addOption(
    new Option('--fail-on <level>', 'exit with 3 where there is one, or worse').choices(['danger', 'caution']),
  );

/** Reviews plans, or compares two synthesized folders. */
export const runReview: CommandLine = (args, terminal) =>
  performCommand(
    program,
    args,
    terminal,
    () => {
      const options = program.opts<ReviewOptions>();
      if (options.fingerprint === true) {
        for (const plan of program.args.map(readPlan)) terminal.out(`${plan.name} ${fingerprint(plan)}\n`);
        return EXIT_STATUS.ok;
      }
      const review = options.synth === true ? reviewApps(program.args) : reviewFiles(program.args, options);
      terminal.out(options.json === true ? `${reviewJson(review)}\n` : reviewMarkdown(review));
      return fails(review, options.failOn) ? EXIT_STATUS.found : EXIT_STATUS.ok;
    },
    EXIT_STATUS.noAnswer,
  );

const reviewFiles = (files: readonly string[], { app }: ReviewOptions): Review =>
  reviewPlans(files.map(readPlan), { head: app === undefined ? undefined : SynthesizedApp.read(app) });

function reviewApps(folders: readonly string[]): Review {
  const [base, head, ...more] = folders;
  if (base === undefined || head === undefined || more.length > 0)
    throw new UsageError('--synth takes two synthesized folders: BASE and HEAD');
  return compareApps(SynthesizedApp.read(base), SynthesizedApp.read(head));
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

function fails({ stacks }: Review, level: ReviewOptions['failOn']): boolean {
  if (level === undefined) return false;
  const levels: readonly Level[] = level === 'danger' ? ['danger'] : ['danger', 'caution'];
  return stacks.some(({ findings }) => findings.some((one) => levels.includes(one.level)));
}

/** The review for scripts. Its shape is a contract. */
export const reviewJson = ({ verdict, stacks }: Review): string =>
  JSON.stringify(
    {
      verdict,
      stacks: stacks.map(({ name, counts, findings, limits, provisional, verdict: own }) => ({
        name,
        verdict: own,
        counts,
        provisional,
        limits,
        findings,
      })),
    },
    null,
    2,
  );
