import { assertMayApprove, parseApprovals } from './approver';
import { approvalEnvironment, deploy, deploymentReport } from './deploy';
import type { GitHub } from './github';
import { CHECK_NAME, fingerprintsOf, mergedAs, parseFingerprints, type Fingerprints } from './reviewed-plans';
import type { Reviewer } from './reviewer';
import { namesIn } from './run-context';
import { deployedStacks, readStacks } from './stacks';
import type { Terraform } from './terraform';

/** One job of a deployment. */
export interface DeploymentRun {
  readonly environment: string;
  /** The synthesized folder. */
  readonly app: string;
  readonly commit: string;
  readonly branch: string;
  /** Who started it. */
  readonly actor: string;
  /** What that person approves with it, as `STACK=FINGERPRINT`; empty where it is nothing. */
  readonly approve: string;
  /** Fingerprints that the job before it showed, and that the environment's reviewers approved since. */
  readonly approvedByReviewers?: string | undefined;
  /** Nobody is asked any more: what still waits is a failure. */
  readonly isLast: boolean;
}

export interface DeploymentTools {
  readonly terraform: Pick<Terraform, 'plan' | 'apply'>;
  readonly reviewer: Reviewer;
  readonly gitHub: GitHub;
  readonly log: (line: string) => void;
  readonly summary: (markdown: string) => void;
  readonly setOutput: (name: string, value: string) => void;
}

/**
 * Deploys an environment as far as it was reviewed or approved, and shows the rest. Its outputs: `stopped`, where the
 * environment's reviewers are to be asked, and `shown`, what they would approve.
 *
 * @returns whether the job passes
 */
export async function deployEnvironment(run: DeploymentRun, tools: DeploymentTools): Promise<boolean> {
  const { environment, app } = run;
  const { gitHub, reviewer, log, summary, setOutput } = tools;
  const hasReviewers = await gitHub.hasReviewers(approvalEnvironment(environment));
  const stacks = deployedStacks(readStacks(app), environment).get(environment) ?? [];
  const reviewed = [await reviewedFingerprints(run, tools), await approvedFingerprints(run, hasReviewers, tools)];
  const deployment = await deploy(stacks, reviewed, tools);
  const { awaitingApproval, awaitingFingerprints } = deployment;
  const isStopped = awaitingApproval.length > 0;
  summary(deploymentReport(deployment, environment, hasReviewers));
  if (isStopped) summary(reviewer.review(awaitingApproval, app).markdown);
  setOutput('stopped', String(isStopped && hasReviewers));
  setOutput('shown', JSON.stringify(awaitingFingerprints));
  if (!isStopped || (hasReviewers && !run.isLast)) return true;
  log(
    hasReviewers
      ? 'What was approved is not what would be done now: run the workflow again.'
      : `Somebody must approve what is in the summary of this run, by the command there. Or name required reviewers in the GitHub environment '${approvalEnvironment(environment)}', where there can be any, and run the workflow again.`,
  );
  return false;
}

/** What was reviewed in the pull request that this commit is the merge of. */
async function reviewedFingerprints(
  { commit, branch }: DeploymentRun,
  { gitHub, log }: DeploymentTools,
): Promise<Fingerprints> {
  const pull = mergedAs(await gitHub.pullRequestsOf(commit), commit, branch);
  if (pull === undefined) {
    log(`${commit} is the merge of no pull request: nothing of it was reviewed.`);
    return {};
  }
  const fingerprints = fingerprintsOf(await gitHub.checkRuns(pull.head.sha, CHECK_NAME), pull.head.sha);
  log(`Reviewed in #${pull.number}: ${Object.keys(fingerprints).join(', ') || 'nothing'}`);
  return fingerprints;
}

async function approvedFingerprints(
  { environment, commit, branch, actor, approve, approvedByReviewers }: DeploymentRun,
  hasReviewers: boolean,
  { gitHub, log }: DeploymentTools,
): Promise<Fingerprints> {
  const name = approvalEnvironment(environment);
  if (approvedByReviewers !== undefined) {
    // GitHub creates an environment that does not exist, without reviewers, and runs the job: nobody approved that.
    if (!hasReviewers) throw new Error(`the environment '${name}' has no required reviewers: nobody approved anything`);
    return parseFingerprints(approvedByReviewers);
  }
  const approvals = parseApprovals(namesIn(approve));
  if (Object.keys(approvals).length === 0) return {};
  if (hasReviewers)
    throw new Error(
      `the environment '${name}' has required reviewers: leave 'approve' out, and let them approve there`,
    );
  await assertMayApprove({ approver: actor, commit, branch }, gitHub);
  log(`Approved by ${actor}: ${Object.keys(approvals).join(', ')}`);
  return approvals;
}
