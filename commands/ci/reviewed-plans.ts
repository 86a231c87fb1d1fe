/**
 * What was reviewed, kept as a check run on the last commit of the pull request: what a run showed, when, and the
 * fingerprint of each plan that may be deployed.
 *
 * A check run and not the comment: it belongs to one commit, so that a push makes it void; nobody can edit it, and no
 * token of a person can make one; and a long review leaves it no less room. A squash makes another commit of the merge,
 * but the pull request remembers the commit that was reviewed.
 */
export const CHECK_NAME = 'reviewed plans';

/** By stack. */
export type Fingerprints = Readonly<Record<string, string>>;

/** What one run of the review showed. */
export interface ShownReview {
  /** Since when it stands in the comment. */
  readonly at: Date;
  /** A hash of what was shown: of the plans, and of what a person must accept. */
  readonly digest: string;
  /** Whether it may be merged: nothing had to be accepted, or a person did. */
  readonly passed: boolean;
  /** Of the plans that may be deployed: none unless it passed. */
  readonly fingerprints: Fingerprints;
}

/** The app that GitHub's own workflows act as. */
const WORKFLOWS_APP = 'github-actions';
const [OPENING, CLOSING] = ['```json', '```'];

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly completed_at?: string | null;
  readonly app?: { readonly slug?: string } | null;
  readonly output?: { readonly summary?: string | null } | null;
}

/** What to make a check run of. */
export const checkRun = (commit: string, { at, digest, passed, fingerprints }: ShownReview, url: string) => ({
  name: CHECK_NAME,
  head_sha: commit,
  status: 'completed',
  conclusion: 'neutral',
  started_at: at.toISOString(),
  completed_at: at.toISOString(),
  details_url: url,
  output: {
    title: title(passed, Object.keys(fingerprints).length),
    summary: [
      'What was shown, and a fingerprint of what each plan would do: the deployment compares its own plans with it.',
      '',
      OPENING,
      JSON.stringify({ digest, passed, fingerprints }, null, 2),
      CLOSING,
    ].join('\n'),
  },
});

const title = (passed: boolean, count: number): string =>
  passed ? `${count} plan${count === 1 ? '' : 's'} reviewed` : 'A person must accept what was shown';

/**
 * What the runs for a commit showed, the newest first. None is not an error: then nothing was reviewed, and a deployment
 * asks.
 *
 * @param commit - the last commit of the pull request
 */
export function shownReviews(runs: readonly CheckRun[], commit: string): ShownReview[] {
  return runs
    .filter(({ name, head_sha, app }) => name === CHECK_NAME && head_sha === commit && app?.slug === WORKFLOWS_APP)
    .toSorted((a, b) => b.id - a.id)
    .map(({ completed_at, output }) => {
      const { digest, passed, fingerprints } = recordIn(output?.summary ?? '');
      return {
        at: new Date(completed_at ?? NaN),
        digest: typeof digest === 'string' ? digest : '',
        passed: passed === true,
        fingerprints: fingerprintsIn(fingerprints),
      };
    });
}

/** The fingerprints that the newest run left: what it took back is taken back. */
export const fingerprintsOf = (runs: readonly CheckRun[], commit: string): Fingerprints =>
  shownReviews(runs, commit)[0]?.fingerprints ?? {};

function recordIn(summary: string): Readonly<Record<string, unknown>> {
  const [from, to] = [summary.indexOf(OPENING), summary.lastIndexOf(CLOSING)];
  return from < 0 || to <= from ? {} : asRecord(parsed(summary.slice(from + OPENING.length, to)));
}

/** Fingerprints from a text; what is none is left out. */
export const parseFingerprints = (text: string): Fingerprints => fingerprintsIn(parsed(text));

const fingerprintsIn = (value: unknown): Fingerprints =>
  Object.fromEntries(
    Object.entries(asRecord(value)).filter((entry): entry is [string, string] =>
      /^[0-9a-f]{64}$/.test(String(entry[1])),
    ),
  );

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Repository {
  readonly full_name: string;
}

export interface PullRequest {
  readonly number: number;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly user: { readonly login: string } | null;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo?: Repository | null };
  readonly base: { readonly ref: string; readonly repo?: Repository | null };
}

/**
 * The pull request that a commit of a branch came from. GitHub lists all that contain the commit, open ones and those
 * into other branches among them; the one that made it is the one whose merge it is.
 */
export const mergedAs = (pulls: readonly PullRequest[], commit: string, branch: string): PullRequest | undefined =>
  pulls.find(
    ({ merged_at, merge_commit_sha, base }) => merged_at !== null && merge_commit_sha === commit && base.ref === branch,
  );

/**
 * Whether a person has reviewed a plan: in the pull request, or for an approval.
 *
 * @param reviewed - fingerprints, or the beginnings of them that a person approved
 */
export const isReviewed = (stack: string, fingerprint: string, reviewed: readonly Fingerprints[]): boolean =>
  reviewed.some((fingerprints) => {
    const known = fingerprints[stack];
    return known !== undefined && known.length >= MIN_FINGERPRINT_LENGTH && fingerprint.startsWith(known);
  });

/** In hexadecimal digits: enough that nobody finds another plan that begins like it. */
export const MIN_FINGERPRINT_LENGTH = 16;
