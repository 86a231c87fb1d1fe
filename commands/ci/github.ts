import type { Comment, CommentUpsert } from './comment';
import type { CheckRun, PullRequest } from './reviewed-plans';
import { outputOf, type RunProgram } from './run-program';

/** The few things that are asked of GitHub. No decision is made here. */
export interface GitHub {
  comments(pullRequest: number): Promise<Comment[]>;
  comment(pullRequest: number, upsert: CommentUpsert): Promise<void>;
  labels(pullRequest: number): Promise<string[]>;
  removeLabel(pullRequest: number, label: string): Promise<void>;
  addCheckRun(check: object): Promise<void>;
  checkRuns(commit: string, name: string): Promise<CheckRun[]>;
  pullRequestsOf(commit: string): Promise<PullRequest[]>;
  /** Whether a job of this environment waits until a person lets it go on. */
  hasReviewers(environment: string): Promise<boolean>;
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
  return {
    comments: async (pullRequest) => (await pages<Comment[]>(`issues/${pullRequest}/comments?per_page=100`)).flat(),
    comment: async (pullRequest, wanted) => {
      if (wanted.action === 'create') await api(`issues/${pullRequest}/comments`, 'POST', { body: wanted.body });
      if (wanted.action === 'update') await api(`issues/comments/${wanted.id}`, 'PATCH', { body: wanted.body });
    },
    labels: async (pullRequest) =>
      (await pages<{ name: string }[]>(`issues/${pullRequest}/labels?per_page=100`)).flat().map(({ name }) => name),
    removeLabel: async (pullRequest, label) =>
      void (await api(`issues/${pullRequest}/labels/${encodeURIComponent(label)}`, 'DELETE')),
    addCheckRun: async (check) => void (await api('check-runs', 'POST', check)),
    checkRuns: async (commit, name) => {
      const path = `commits/${commit}/check-runs?check_name=${encodeURIComponent(name)}&filter=all&per_page=100`;
      return (await pages<{ check_runs: CheckRun[] }>(path)).flatMap(({ check_runs }) => check_runs);
    },
    hasReviewers: async (environment) => {
      const { protection_rules = [] } = await api<EnvironmentJson>(`environments/${encodeURIComponent(environment)}`);
      return protection_rules.some(({ type, reviewers = [] }) => type === 'required_reviewers' && reviewers.length > 0);
    },
    pullRequestsOf: async (commit) => (await pages<PullRequest[]>(`commits/${commit}/pulls?per_page=100`)).flat(),
  };
}

interface EnvironmentJson {
  readonly protection_rules?: readonly { readonly type: string; readonly reviewers?: readonly unknown[] }[];
}
