/**
 * What was reviewed: the fingerprint of each stack's plan, kept as a check run on the last commit of the pull request.
 *
 * A check run and not the comment: it belongs to one commit, so that a push makes it void; nobody can edit it, and no
 * token of a person can make one; and a long review leaves it no less room. A squash makes another commit of the merge,
 * but the pull request remembers the commit that was reviewed.
 */
export const CHECK_NAME = 'reviewed plans';

/** By stack. */
export type Fingerprints = Readonly<Record<string, string>>;

/** The app that GitHub's own workflows act as. */
const WORKFLOWS_APP = 'github-actions';
const [OPENING, CLOSING] = ['```json', '```'];

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly app?: { readonly slug?: string } | null;
  readonly output?: { readonly summary?: string | null } | null;
}

/** What to make a check run of. */
export const checkRun = (commit: string, fingerprints: Fingerprints, url: string) => ({
  name: CHECK_NAME,
  head_sha: commit,
  status: 'completed',
  conclusion: 'neutral',
  details_url: url,
  output: {
    title: title(Object.keys(fingerprints).length),
    summary: [
      'What the deployment compares its own plans with: a fingerprint of what each plan would do.',
      '',
      OPENING,
      JSON.stringify(fingerprints, null, 2),
      CLOSING,
    ].join('\n'),
  },
});

const title = (count: number): string =>
  count === 0 ? 'No plan was accepted' : `${count} plan${count === 1 ? '' : 's'} reviewed`;

/**
 * The fingerprints of the newest check run. None is not an error: then nothing was reviewed, and a deployment asks.
 *
 * @param commit - the last commit of the pull request
 */
export function fingerprintsOf(runs: readonly CheckRun[], commit: string): Fingerprints {
  const newest = runs
    .filter(({ name, head_sha, app }) => name === CHECK_NAME && head_sha === commit && app?.slug === WORKFLOWS_APP)
    .toSorted((a, b) => b.id - a.id)[0];
  const summary = newest?.output?.summary ?? '';
  const [from, to] = [summary.indexOf(OPENING), summary.lastIndexOf(CLOSING)];
  if (from < 0 || to <= from) return {};
  return parseFingerprints(summary.slice(from + OPENING.length, to));
}

/** Fingerprints from a text; what is none is left out. */
export function parseFingerprints(text: string): Fingerprints {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(
    Object.entries(json).filter((entry): entry is [string, string] => /^[0-9a-f]{64}$/.test(String(entry[1]))),
  );
}

export interface PullRequest {
  readonly number: number;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
}

/**
 * The pull request that a commit of a branch came from. GitHub lists all that contain the commit, open ones and those
 * into other branches among them; the one that made it is the one whose merge it is.
 */
export const mergedAs = (pulls: readonly PullRequest[], commit: string, branch: string): PullRequest | undefined =>
  pulls.find(
    ({ merged_at, merge_commit_sha, base }) => merged_at !== null && merge_commit_sha === commit && base.ref === branch,
  );

/** Whether a person has reviewed a plan: in the pull request, or for an approval. */
export const isReviewed = (stack: string, fingerprint: string, reviewed: readonly Fingerprints[]): boolean =>
  reviewed.some((fingerprints) => fingerprints[stack] === fingerprint);
