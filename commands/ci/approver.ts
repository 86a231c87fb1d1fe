import type { GitHub } from './github';
import { type Fingerprints, MIN_FINGERPRINT_LENGTH, type PullRequest } from './reviewed-plans';

/** The file of the workflow that deploys. */
export const DEPLOY_WORKFLOW = 'deploy.yml';

export interface Approval {
  /** Who started this run: of a run that was started again, who did that. */
  readonly approver: string;
  /** What would be deployed. */
  readonly commit: string;
  readonly branch: string;
}

/**
 * Refuses an approval by somebody who wrote what it is for, or pushed it: a commit's author is what its writer says.
 *
 * What it is for is everything since the last push that was deployed without a stop: else one would wait for somebody
 * else's merge, and approve one's own change then.
 */
export async function assertMayApprove({ approver, commit, branch }: Approval, gitHub: ApprovalFacts): Promise<void> {
  if (approver.endsWith('[bot]')) throw new Error(`'${approver}' cannot approve a deployment: a person must`);
  const deployed = await gitHub.lastSuccess(DEPLOY_WORKFLOW, branch);
  const since = deployed === undefined ? [] : await gitHub.commitsBetween(deployed, commit);
  const commits = since.some(({ sha }) => sha === commit) ? since : [...since, await gitHub.commit(commit)];
  for (const { sha, author, committer } of commits) {
    const pulls = (await gitHub.pullRequestsOf(sha)).filter(({ merged_at, base }) => merged_at && base.ref === branch);
    const authors = [author, committer, ...pulls.map(({ user }) => user)].map((one) => one?.login);
    const pushers = await Promise.all(pulls.filter(isFromHere).map(({ head }) => gitHub.pushers(head.ref)));
    if ([...authors, ...pushers.flat()].some((login) => login?.toLowerCase() === approver.toLowerCase()))
      throw new Error(
        `'${approver}' wrote part of what would be deployed (${sha.slice(0, 10)}${pulls.map(({ number }) => `, #${number}`).join('')}): somebody else must approve it`,
      );
  }
}

/** A fork's branches may be called like ours. */
const isFromHere = ({ head, base }: PullRequest): boolean => head.repo?.full_name === base.repo?.full_name;

export type ApprovalFacts = Pick<GitHub, 'lastSuccess' | 'commitsBetween' | 'commit' | 'pullRequestsOf' | 'pushers'>;

/** What a person approves: `STACK=FINGERPRINT`, or the beginning of the fingerprint. */
export function parseApprovals(entries: readonly string[]): Fingerprints {
  return Object.fromEntries(
    entries.map((entry) => {
      const [, stack, fingerprint] = /^([a-z0-9-]+)=([0-9a-f]+)$/.exec(entry) ?? [];
      if (stack === undefined || fingerprint === undefined || fingerprint.length < MIN_FINGERPRINT_LENGTH)
        throw new Error(
          `approve has '${entry}': write STACK=FINGERPRINT, as the run that stopped shows it, with at least ${MIN_FINGERPRINT_LENGTH} digits of the fingerprint`,
        );
      return [stack, fingerprint];
    }),
  );
}

/** How a person approves these plans, and nothing else, where no environment has reviewers. */
export const approvalCommand = (environment: string, fingerprints: Fingerprints): string =>
  `gh workflow run ${DEPLOY_WORKFLOW} -f environment=${environment} -f approve='${Object.entries(fingerprints)
    .map(([stack, fingerprint]) => `${stack}=${fingerprint.slice(0, MIN_FINGERPRINT_LENGTH)}`)
    .join(' ')}'`;
