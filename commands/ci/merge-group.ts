import { type ChangeReviewTools, reviewChange, type SynthesizedFolders } from './change-review';
import type { GitHub } from './github';
import { CHECK_NAME, shownReviews } from './reviewed-plans';

export interface MergeGroupRun {
  /** The branch that GitHub made for the queue. */
  readonly ref: string;
  readonly folders: SynthesizedFolders;
}

export interface MergeGroupTools extends ChangeReviewTools {
  readonly gitHub: Pick<GitHub, 'pullRequest' | 'checkRuns'>;
  readonly summary: (markdown: string) => void;
}

/**
 * Plans what a merge queue is about to merge. What a person must accept has to be just what one accepted in the pull
 * request; without such a thing it passes. Nothing is recorded: the deployment goes by what was shown in the pull request.
 *
 * @returns whether the run passes
 */
export async function reviewMergeGroup({ ref, folders }: MergeGroupRun, tools: MergeGroupTools): Promise<boolean> {
  const number = pullRequestIn(ref);
  const review = await reviewChange(folders, tools);
  if (review === undefined) return true;
  tools.summary(review.markdown);
  if (review.failed.length > 0) return false;
  if (review.toAccept.length === 0) return true;
  const { head } = await tools.gitHub.pullRequest(number);
  const [reviewed] = shownReviews(await tools.gitHub.checkRuns(head.sha, CHECK_NAME), head.sha);
  if (reviewed?.passed && reviewed.digest === review.digest) return true;
  tools.log(
    `What is queued is not what was accepted in #${number}, and a person must accept it. Update the branch of #${number}, accept it there, and queue it again.`,
  );
  return false;
}

/** GitHub queues one pull request a branch, and names it there: a squash makes commits that lead back to none. */
function pullRequestIn(ref: string): number {
  const [, number] = /\/gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/.exec(ref) ?? [];
  if (number === undefined) throw new Error(`'${ref}' is no branch of a merge queue: it names no pull request`);
  return Number(number);
}
