import { basename } from 'node:path';
import { output, type Run } from './run';
import type { Planned } from './terraform';

/** What the review command says. */
export interface Review {
  readonly markdown: string;
  /** Stacks with something in them that a person must mean: a danger, or what cannot be judged. */
  readonly alarming: readonly string[];
}

interface ReviewJson {
  readonly stacks: readonly {
    readonly name: string;
    readonly verdict?: string;
    readonly limits?: readonly string[];
    readonly findings: readonly { readonly level: string }[];
  }[];
}

export interface Reviewer {
  /** @param app - the synthesized folder */
  ofPlans(plans: readonly Planned[], app: string): Promise<Review>;
  /** Without plans: from two synthesized folders. */
  ofFolders(base: string, head: string): Promise<Review>;
  /** What each plan means, as a text to compare; by stack. */
  fingerprints(plans: readonly Planned[]): Promise<Record<string, string>>;
}

export const reviewer = (run: Run): Reviewer => {
  const review = (...args: readonly string[]) => output(run, 'npm', ['run', '--silent', 'review', '--', ...args]);
  const both = async (args: readonly string[], redacted: readonly string[]): Promise<Review> => ({
    markdown: await review(...args),
    alarming: alarming(await review(...args, '--json'), redacted),
  });
  return {
    ofPlans: (plans, app) =>
      both(
        [...plans.map(({ jsonFile }) => jsonFile), '--app', app],
        plans.filter(({ isRedacted }) => isRedacted).map(({ stack }) => stack.name),
      ),
    ofFolders: (base, head) => both(['--synth', base, head], []),
    fingerprints: async (plans) => {
      const text = plans.length === 0 ? '' : await review('--fingerprint', ...plans.map(({ jsonFile }) => jsonFile));
      return fingerprintsIn(text, plans);
    },
  };
};

/**
 * A redacted plan is all that HCP Terraform gives, every time. That it is one is said in the review, and no reason to
 * stop every pull request; anything else that cannot be judged is.
 */
export function alarming(json: string, redacted: readonly string[]): string[] {
  const { stacks } = JSON.parse(json) as ReviewJson;
  return stacks
    .filter(({ name, verdict, limits = [], findings }) => {
      const isDangerous = findings.some(({ level }) => level === 'danger');
      const expected = redacted.includes(name) ? 1 : 0;
      const isUnclear = verdict === 'cannot be judged' && (limits.length === 0 || limits.length > expected);
      return isDangerous || isUnclear || limits.length > expected;
    })
    .map(({ name }) => name);
}

function fingerprintsIn(text: string, plans: readonly Planned[]): Record<string, string> {
  const lines = text.trim().split('\n').filter(Boolean);
  const found = Object.fromEntries(
    lines.flatMap((line) => {
      const [, stack, hash] = /^([a-z0-9-]+) ([0-9a-f]{64})$/.exec(line) ?? [];
      return stack === undefined || hash === undefined ? [] : [[stack, hash]];
    }),
  ) as Record<string, string>;
  const lacking = plans.find(({ stack }) => found[stack.name] === undefined);
  if (lacking !== undefined) throw new Error(`there is no fingerprint of ${basename(lacking.jsonFile)}`);
  return found;
}
