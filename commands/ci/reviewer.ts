import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACCEPTED_FINDINGS_FILE, readAcceptedFindings } from '../review/accepted-findings';
import { fingerprint } from '../review/fingerprint';
import { planOf } from '../review/plan/parse';
import type { Plan } from '../review/plan/plan';
import { synthesizedPlan } from '../review/plan/synthesized-plan';
import { reviewMarkdown } from '../review/report/markdown';
import { reviewPlans, type StackReview } from '../review/review';
import type { Rule } from '../review/rules/finding';
import { SynthesizedApp } from '../review/synthesized-app';
import type { Fingerprints } from './reviewed-plans';
import { quoted } from './run-program';
import type { PlannedStack } from './terraform';

/** Something that a person must accept: a danger, or what cannot be judged. */
export interface ToAccept {
  readonly stack: string;
  readonly rule: string;
  /** Of the resource, or the stack's name. */
  readonly address: string;
}

/** For the log of a run, on one line: GitHub takes lines that begin with `::` for commands. */
export const listed = (all: readonly ToAccept[]): string =>
  all
    .map(({ stack, rule, address }) => `${stack} ${rule} ${address}`)
    .join(', ')
    .replaceAll(/[\r\n]/g, ' ');

/** What a workflow shows of a review, and what it goes by. */
export interface ReviewOutcome {
  readonly markdown: string;
  readonly toAccept: readonly ToAccept[];
  /** What the plan of each stack would do, as a text to compare. */
  readonly fingerprints: Fingerprints;
  /** The same of stacks that have no plan, from their synthesized configurations. */
  readonly comparedFingerprints: Fingerprints;
}

/** The review (`commands/review/`), as workflows need it. */
export interface Reviewer {
  /**
   * Findings that the head's `review.accept.json` accepts need nobody's label: the file was reviewed, or will be in the
   * same pull request.
   *
   * @param head - the synthesized folder
   * @param base - the one before the change: with it, stacks that changed and have no plan are compared
   */
  review(plans: readonly PlannedStack[], head: string, base?: string): ReviewOutcome;
  fingerprint(planned: PlannedStack): string;
}

/** @param ownRules - a team's own, of the code that the change is merged into */
export const createReviewer = (ownRules: readonly Rule[]): Reviewer => ({
  review: (planned, headFolder, baseFolder) =>
    explained(() => {
      const plans = planned.map(readPlan);
      const head = SynthesizedApp.read(headFolder);
      const base = baseFolder === undefined ? undefined : SynthesizedApp.read(baseFolder);
      const review = reviewPlans(plans, { head, base, accepted: acceptedBeside(headFolder), ownRules });
      const compared = review.stacks
        .filter(({ basis }) => basis === 'synthesis')
        .map(({ name }) => synthesizedPlan(name, base?.stack(name), head.stack(name)));
      return {
        markdown: reviewMarkdown(review),
        toAccept: review.stacks.flatMap(toAccept),
        fingerprints: fingerprintsOfPlans(plans),
        comparedFingerprints: fingerprintsOfPlans(compared),
      };
    }),
  fingerprint: (planned) => explained(() => fingerprint(readPlan(planned))),
});

const acceptedBeside = (outdir: string) => {
  const file = join(dirname(outdir), ACCEPTED_FINDINGS_FILE);
  return existsSync(file) ? readAcceptedFindings(file) : [];
};

const fingerprintsOfPlans = (plans: readonly Plan[]): Fingerprints =>
  Object.fromEntries(plans.map((plan) => [plan.name, fingerprint(plan)]));

export const toAccept = ({
  name,
  verdict,
  findings,
}: Pick<StackReview, 'name' | 'verdict' | 'findings'>): ToAccept[] => [
  ...findings
    .filter(({ level, accepted }) => level === 'danger' && accepted === undefined)
    .map(({ rule, address }) => ({ stack: name, rule, address })),
  ...(verdict === 'cannot be judged' ? [{ stack: name, rule: 'cannot-be-judged', address: name }] : []),
];

function readPlan({ stack, json }: PlannedStack): Plan {
  try {
    return planOf(stack.name, json);
  } catch (error) {
    throw new Error(`${stack.name}: ${(error as Error).message}`);
  }
}

/** Why there is no review, quoted: it may repeat what is in a plan, and in a log that could be a command to GitHub. */
function explained<Result>(review: () => Result): Result {
  try {
    return review();
  } catch (error) {
    throw new Error(`The review failed:\n${quoted((error as Error).message)}`);
  }
}
