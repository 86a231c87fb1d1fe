import { App } from '../review/app/app';
import { fingerprint } from '../review/fingerprint';
import { planOf } from '../review/plan/parse';
import type { Plan } from '../review/plan/plan';
import { markdown } from '../review/report/markdown';
import { reviewPlans, type StackReview } from '../review/review';
import { compareApps, REMARK } from '../review/synth/compare';
import type { Fingerprints } from './reviewed';
import { quoted } from './run';
import type { Planned } from './terraform';

/** What a workflow shows of a review, and what it goes by. */
export interface ReviewOutcome {
  readonly markdown: string;
  /** Stacks with something in them that a person must accept: a danger, or what cannot be judged. */
  readonly alarming: readonly string[];
}

/** The review of plans (`commands/review/`), as workflows need it. */
export interface Reviewer {
  /** @param app - the synthesized folder */
  reviewPlans(plans: readonly Planned[], app: string): ReviewOutcome;
  /** Without plans: from two synthesized folders. */
  compareApps(base: string, head: string): ReviewOutcome;
  /** What each plan would do, as a text to compare. */
  fingerprints(plans: readonly Planned[]): Fingerprints;
}

export const reviewer: Reviewer = {
  reviewPlans: (plans, app) =>
    explained(() => {
      const redacted = plans.filter(({ isRedacted }) => isRedacted).map(({ stack }) => stack.name);
      const review = reviewPlans(plans.map(readPlan), App.read(app));
      return { markdown: markdown(review), alarming: alarming(review, redacted) };
    }),
  compareApps: (base, head) =>
    explained(() => {
      const review = compareApps(App.read(base), App.read(head));
      return { markdown: markdown(review, REMARK), alarming: alarming(review, []) };
    }),
  fingerprints: (plans) =>
    explained(() => Object.fromEntries(plans.map((planned) => [planned.stack.name, fingerprint(readPlan(planned))]))),
};

/**
 * A redacted plan is all that HCP Terraform gives, every time. That it is one is said in the review, and no reason to
 * stop every pull request; anything else that cannot be judged is.
 */
export const alarming = (
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

function readPlan({ stack, json }: Planned): Plan {
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
