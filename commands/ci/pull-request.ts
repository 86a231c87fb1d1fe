import { acceptance, type Acceptance, ACCEPT_LABEL } from './acceptance';
import { type ChangeReview, type ChangeReviewTools, reviewChange, type SynthesizedFolders } from './change-review';
import { clearedComment, commentBody, commentUpsert } from './comment';
import type { GitHub } from './github';
import { CHECK_NAME, checkRun, shownReviews } from './reviewed-plans';
import { listed } from './reviewer';

export interface PullRequestRun {
  readonly number: number;
  /** Its last commit: what is planned is the merge of it, what was reviewed is kept with it. */
  readonly commit: string;
  readonly url: string;
  readonly folders: SynthesizedFolders;
  /** Whether the label of whoever wrote or pushed part of it is not enough. */
  readonly acceptedByAnother: boolean;
}

export interface PullRequestTools extends ChangeReviewTools {
  readonly gitHub: GitHub;
  readonly summary: (markdown: string) => void;
}

/**
 * Plans what a pull request changes, and reports it in one comment.
 *
 * @returns whether the run passes
 */
export async function reviewPullRequest(request: PullRequestRun, tools: PullRequestTools): Promise<boolean> {
  const { gitHub, log } = tools;
  const review = await reviewChange(request.folders, tools);
  const comments = await gitHub.comments(request.number);
  if (review === undefined) {
    const cleared = clearedComment(comments);
    if (cleared !== undefined) await gitHub.comment(request.number, cleared);
    log('No stack changes.');
    return true;
  }
  const label = review.toAccept.length === 0 ? undefined : await labelOf(request, review, gitHub);
  const passed = label === undefined || label.kind === 'accepted';
  tools.summary(review.markdown);
  const at = await gitHub.comment(
    request.number,
    commentUpsert(comments, commentBody({ ...review, ...request, label, runUrl: request.url })),
  );
  // Only what stands in the comment by now was shown. It voids what an earlier run for the same commit accepted.
  const shown = {
    at,
    digest: review.digest,
    passed,
    fingerprints: passed ? review.fingerprints : {},
  };
  await gitHub.addCheckRun(checkRun(request.commit, shown, request.url));
  if (label?.kind === 'void') await gitHub.removeLabel(request.number, ACCEPT_LABEL);
  if (!passed) log(`To be accepted: ${listed(review.toAccept)}`);
  return passed && review.failed.length === 0;
}

/** Asked now: the event that started the run has the labels of that time. */
async function labelOf(
  { number, commit, acceptedByAnother }: PullRequestRun,
  { digest }: ChangeReview,
  gitHub: GitHub,
): Promise<Acceptance> {
  if (!(await gitHub.labels(number)).includes(ACCEPT_LABEL)) return { kind: 'none' };
  const shown = shownReviews(await gitHub.checkRuns(commit, CHECK_NAME), commit);
  const authors = acceptedByAnother ? await authorsOf(number, gitHub) : [];
  return acceptance(await gitHub.labelEvents(number), digest, shown, new Set(authors));
}

/** Whoever opened it, and whoever pushed to its branch: the author of a commit is what its writer says. */
async function authorsOf(number: number, gitHub: GitHub): Promise<string[]> {
  const { user, head } = await gitHub.pullRequest(number);
  return [...(user === null ? [] : [user.login]), ...(await gitHub.pushers(head.ref))].map((login) =>
    login.toLowerCase(),
  );
}
