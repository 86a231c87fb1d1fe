import { SynthesizedApp } from '../review/synthesized-app';
import { fingerprint } from '../review/fingerprint';
import { planOf } from '../review/plan/parse';
import type { Plan } from '../review/plan/plan';
import { reviewMarkdown } from '../review/report/markdown';
import { reviewPlans, type StackReview } from '../review/review';
import { compareApps } from '../review/compare-apps';
import type { Fingerprints } from './reviewed-plans';
import { quoted } from './run-program';
import type { PlannedStack } from './terraform';

/** What a workflow shows of a review, and what it goes by. */
export interface ReviewOutcome {
  readonly markdown: string;
  /** Stacks with something in them that a person must accept: a danger, or what cannot be judged. */
  readonly stacksToAccept: readonly string[];
}

/** The review of plans (`commands/review/`), as workflows need it. */
export interface Reviewer {
  /** @param app - the synthesized folder */
  reviewPlans(plans: readonly PlannedStack[], app: string): ReviewOutcome;
  /** Without plans: from two synthesized folders. */
  compareApps(base: string, head: string): ReviewOutcome;
  /** What each plan would do, as a text to compare. */
  fingerprints(plans: readonly PlannedStack[]): Fingerprints;
}

export const reviewer: Reviewer = {
  reviewPlans: (plans, app) =>
    explained(() => {
      const redacted = plans.filter(({ isRedacted }) => isRedacted).map(({ stack }) => stack.name);
      const review = reviewPlans(plans.map(readPlan), { head: SynthesizedApp.read(app) });
      return { markdown: reviewMarkdown(review), stacksToAccept: stacksToAccept(review, redacted) };
    }),
  compareApps: (base, head) =>
    explained(() => {
      const review = compareApps(SynthesizedApp.read(base), SynthesizedApp.read(head));
      return { markdown: reviewMarkdown(review), stacksToAccept: stacksToAccept(review, []) };
    }),
  fingerprints: (plans) =>
    explained(() => Object.fromEntries(plans.map((planned) => [planned.stack.name, fingerprint(readPlan(planned))]))),
};

/**
 * The stacks in which a person must accept something. That a plan is redacted is no such thing where HCP Terraform gives
 * no other: the review says so, and not every pull request stops for it. Anything else that cannot be judged is.
 */
export const stacksToAccept = (
  { stacks }: { readonly stacks: readonly Pick<StackReview, 'name' | 'verdict' | 'limits' | 'findings'>[] },
  redacted: readonly string[],
): string[] =>
  stacks
    .filter(({ name, verdict, limits, findings }) => {
      const isDangerous = findings.some(({ level }) => level === 'danger');
      const expected = redacted.includes(name) ? 1 : 0;
      const isUnclear = verdict === 'cannot be judged' && (limits.length === 0 || limits.length > expected);
      return isDangerous || isUnclear || limits.length > expected;
    })
    .map(({ name }) => name);

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
