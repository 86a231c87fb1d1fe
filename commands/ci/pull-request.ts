import { ACCEPT_LABEL } from './accept-label';
import { commentBody, commentUpsert, type CommentContent } from './comment';
import type { GitHub } from './github';
import type { Reviewer } from './reviewer';
import { checkRun } from './reviewed-plans';
import { difference, readStacks, stacksToPlan, type Stack } from './stacks';
import { PlanError, type PlannedStack, type Terraform } from './terraform';

export interface PullRequestRun {
  readonly number: number;
  /** Its last commit: what is planned is the merge of it, what was reviewed is kept with it. */
  readonly commit: string;
  readonly url: string;
  /** Started by a push, and not by a person who runs it again. */
  readonly isPush: boolean;
  /** Two synthesized folders. */
  readonly base: string;
  readonly head: string;
}

export interface PullRequestTools {
  readonly terraform: Pick<Terraform, 'plan'>;
  readonly reviewer: Reviewer;
  readonly gitHub: GitHub;
  /** Whether there are credentials to plan a stack with. */
  readonly canPlan: (stack: Stack) => boolean;
  readonly log: (line: string) => void;
  readonly summary: (markdown: string) => void;
}

/**
 * Plans what a pull request changes, and reports it in one comment.
 *
 * @returns whether the run passes
 */
export async function reviewPullRequest(request: PullRequestRun, tools: PullRequestTools): Promise<boolean> {
  const { gitHub, reviewer, log } = tools;
  const [base, head] = [readStacks(request.base), readStacks(request.head)];
  const { changed, removed } = difference(base, head);
  // The label accepted what the pull request was before this push.
  if (request.isPush && (await gitHub.labels(request.number)).includes(ACCEPT_LABEL))
    await gitHub.removeLabel(request.number, ACCEPT_LABEL);
  const comments = await gitHub.comments(request.number);
  if (changed.length === 0 && removed.length === 0) {
    await gitHub.comment(request.number, commentUpsert(comments, undefined));
    log('No stack changes.');
    return true;
  }

  const { planned, failed, plannedAfterNetwork } = await planAll(
    stacksToPlan(changed, head).filter(tools.canPlan),
    changed,
    tools,
  );
  const review =
    planned.length > 0 ? reviewer.reviewPlans(planned, request.head) : reviewer.compareApps(request.base, request.head);
  const isDangerous = review.stacksToAccept.length > 0 || removed.length > 0;
  // Asked now: the event that started the run has the labels of that time.
  const isAccepted = isDangerous && (await gitHub.labels(request.number)).includes(ACCEPT_LABEL);
  const danger: CommentContent['danger'] = isAccepted ? 'accepted' : isDangerous ? 'blocked' : 'none';
  const body = commentBody({
    review: review.markdown,
    removed,
    plannedAfterNetwork,
    failed,
    unplanned: changed.filter((stack) => !tools.canPlan(stack)),
    danger,
    commit: request.commit,
    runUrl: request.url,
  });
  tools.summary(review.markdown);
  await gitHub.comment(request.number, commentUpsert(comments, body));
  // Void what an earlier run for the same commit accepted, too: the newest one counts.
  const acceptedFingerprints = danger === 'blocked' ? {} : reviewer.fingerprints(planned);
  await gitHub.addCheckRun(checkRun(request.commit, acceptedFingerprints, request.url));
  if (danger === 'blocked')
    log(`Dangerous, or not to be judged: ${[...review.stacksToAccept, ...removed.map(nameOf)].join(', ')}`);
  return danger !== 'blocked' && failed.length === 0;
}

const nameOf = ({ name }: Stack): string => name;

interface Plans {
  readonly planned: readonly PlannedStack[];
  readonly failed: readonly Stack[];
  /** They can be planned once the network is deployed: no failure. */
  readonly plannedAfterNetwork: readonly Stack[];
}

/** One after the other: they share a folder of providers, and a machine. */
async function planAll(stacks: readonly Stack[], changed: readonly Stack[], tools: PullRequestTools): Promise<Plans> {
  const networks = new Set(changed.filter(({ kind }) => kind === 'network').map(({ environment }) => environment));
  const plans = { planned: [] as PlannedStack[], failed: [] as Stack[], plannedAfterNetwork: [] as Stack[] };
  for (const stack of stacks) {
    try {
      plans.planned.push(await tools.terraform.plan(stack, { purpose: 'speculative' }));
      tools.log(`${stack.name}: planned`);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      tools.log(error.message);
      const needsNetwork = stack.kind !== 'network' && networks.has(stack.environment);
      (needsNetwork ? plans.plannedAfterNetwork : plans.failed).push(stack);
    }
  }
  return plans;
}
