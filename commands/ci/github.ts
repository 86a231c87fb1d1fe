import type { LabelEvent } from './acceptance';
import type { Comment, CommentUpsert } from './comment';
import type { CheckRun, PullRequest } from './reviewed-plans';
import { outputOf, type RunProgram } from './run-program';

/** The few things that are asked of GitHub. No decision is made here. */
export interface GitHub {
  comments(pullRequest: number): Promise<Comment[]>;
  /** @returns when it was written, by GitHub's clock */
  comment(pullRequest: number, upsert: CommentUpsert): Promise<Date>;
  labels(pullRequest: number): Promise<string[]>;
  /** Who put labels on and took them off, and when, among other events. */
  labelEvents(pullRequest: number): Promise<LabelEvent[]>;
  removeLabel(pullRequest: number, label: string): Promise<void>;
  addCheckRun(check: object): Promise<void>;
  checkRuns(commit: string, name: string): Promise<CheckRun[]>;
  pullRequest(number: number): Promise<PullRequest>;
  pullRequestsOf(commit: string): Promise<PullRequest[]>;
  /** Who pushed to a branch: GitHub's own record, while the author of a commit is what its writer says. */
  pushers(branch: string): Promise<string[]>;
  /** Whether a job of this environment waits until a person lets it go on. */
  hasReviewers(environment: string): Promise<boolean>;
  /** The commit of the last push that a workflow succeeded for. */
  lastSuccess(workflow: string, branch: string): Promise<string | undefined>;
  /** The commits that lead from one to another, without the first. */
  commitsBetween(from: string, to: string): Promise<Commit[]>;
  commit(sha: string): Promise<Commit>;
}

export interface Commit {
  readonly sha: string;
  readonly author: { readonly login: string } | null;
  readonly committer: { readonly login: string } | null;
}

/** By `gh`, which is on GitHub's runners, with the token in `GH_TOKEN`. */
export function gitHub(repository: string, run: RunProgram): GitHub {
  const api = async <T>(path: string, method = 'GET', body?: object): Promise<T> => {
    const input = body === undefined ? [] : ['--input', '-'];
    const args = ['api', '--method', method, ...input, `repos/${repository}/${path}`];
    const text = await outputOf(run, 'gh', args, { input: body && JSON.stringify(body) });
    return (text.trim() === '' ? undefined : JSON.parse(text)) as T;
  };
  const pages = async <T>(path: string): Promise<T[]> => {
    const text = await outputOf(run, 'gh', ['api', '--paginate', '--slurp', `repos/${repository}/${path}`]);
    return JSON.parse(text) as T[];
  };
  const list = async <T>(path: string): Promise<T[]> => (await pages<T[]>(path)).flat();
  return {
    comments: (pullRequest) => list<Comment>(`issues/${pullRequest}/comments?per_page=100`),
    comment: async (pullRequest, { id, body }) => {
      const written = await (id === undefined
        ? api<{ updated_at: string }>(`issues/${pullRequest}/comments`, 'POST', { body })
        : api<{ updated_at: string }>(`issues/comments/${id}`, 'PATCH', { body }));
      return new Date(written.updated_at);
    },
    labels: async (pullRequest) =>
      (await list<{ name: string }>(`issues/${pullRequest}/labels?per_page=100`)).map(({ name }) => name),
    labelEvents: (pullRequest) => list<LabelEvent>(`issues/${pullRequest}/events?per_page=100`),
    removeLabel: async (pullRequest, label) =>
      void (await api(`issues/${pullRequest}/labels/${encodeURIComponent(label)}`, 'DELETE')),
    addCheckRun: async (check) => void (await api('check-runs', 'POST', check)),
    checkRuns: async (commit, name) => {
      const path = `commits/${commit}/check-runs?check_name=${encodeURIComponent(name)}&filter=all&per_page=100`;
      return (await pages<{ check_runs: CheckRun[] }>(path)).flatMap(({ check_runs }) => check_runs);
    },
    pullRequest: (number) => api(`pulls/${number}`),
    pullRequestsOf: (commit) => list<PullRequest>(`commits/${commit}/pulls?per_page=100`),
    pushers: async (branch) => {
      const path = `activity?ref=${encodeURIComponent(`refs/heads/${branch}`)}&per_page=100`;
      return (await list<{ actor: { login: string } | null }>(path)).flatMap(({ actor }) => actor?.login ?? []);
    },
    hasReviewers: async (environment) => {
      try {
        const { protection_rules = [] } = await api<EnvironmentJson>(`environments/${encodeURIComponent(environment)}`);
        return protection_rules.some(
          ({ type, reviewers = [] }) => type === 'required_reviewers' && reviewers.length > 0,
        );
      } catch (error) {
        // Nobody has made it.
        if (/HTTP 404/.test((error as Error).message)) return false;
        throw error;
      }
    },
    lastSuccess: async (workflow, branch) => {
      const query = `branch=${encodeURIComponent(branch)}&event=push&status=success&per_page=1`;
      const path = `actions/workflows/${workflow}/runs?${query}`;
      return (await api<{ workflow_runs: { head_sha: string }[] }>(path)).workflow_runs[0]?.head_sha;
    },
    commitsBetween: async (from, to) =>
      (await pages<{ commits: Commit[] }>(`compare/${from}...${to}?per_page=100`)).flatMap(({ commits }) => commits),
    commit: (sha) => api(`commits/${sha}`),
  };
}

interface EnvironmentJson {
  readonly protection_rules?: readonly { readonly type: string; readonly reviewers?: readonly unknown[] }[];
}
