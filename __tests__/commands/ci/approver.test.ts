import { approvalCommand, assertMayApprove, parseApprovals } from '../../../commands/ci/approver';
import type { PullRequest } from '../../../commands/ci/reviewed-plans';
import { fakeGitHub, hash } from './support/stacks';

const by = (login: string) => ({ login });
const pull = (number: number, login: string, ref = 'main'): PullRequest => ({
  number,
  merged_at: '2026',
  merge_commit_sha: null,
  user: by(login),
  head: { sha: '', ref: `branch-${number}`, repo: { full_name: number === 2 ? 'fork/r' : 'o/r' } },
  base: { ref, repo: { full_name: 'o/r' } },
});

/** Three merges since what was deployed last: of #1 by alice, of #2 by bob, and a push by carol. */
const COMMITS = ['1', '2', '3'].map((sha) => ({ sha, author: null, committer: by('web-flow') }));
const PULLS: Record<string, PullRequest[]> = {
  '1': [pull(1, 'alice')],
  '2': [pull(2, 'bob'), pull(9, 'dan', 'other')],
};
const asked: string[] = [];
const github = (deployed: string | undefined) =>
  fakeGitHub({
    lastSuccess: async (workflow, branch) => {
      asked.push(`${workflow} ${branch}`);
      return deployed;
    },
    commitsBetween: async () => COMMITS.map((one) => (one.sha === '3' ? { ...one, author: by('Carol') } : one)),
    commit: async (sha) => ({ sha, author: by('Carol'), committer: null }),
    pullRequestsOf: async (sha) => PULLS[sha] ?? [],
    pushers: async (branch) => [`Pushed-${branch}`],
  });
const approval = (approver: string) => ({ approver, commit: '3', branch: 'main' });

test('nobody approves what they wrote since the last complete deployment', async () => {
  await expect(assertMayApprove(approval('erin'), github('0'))).resolves.toBeUndefined();
  // Into another branch: not what is deployed.
  await expect(assertMayApprove(approval('dan'), github('0'))).resolves.toBeUndefined();
  expect(asked[0]).toBe('deploy.yml main');
  await expect(assertMayApprove(approval('Alice'), github('0'))).rejects.toThrow(
    "'Alice' wrote part of what would be deployed (1, #1): somebody else must approve it",
  );
  await expect(assertMayApprove(approval('bob'), github('0'))).rejects.toThrow('#2');
  await expect(assertMayApprove(approval('carol'), github('0'))).rejects.toThrow('(3)');
});

test('nor what they pushed to the branch of somebody else, under whatever name', async () => {
  await expect(assertMayApprove(approval('pushed-branch-1'), github('0'))).rejects.toThrow('wrote part');
  // A fork's branch is called like one here.
  await expect(assertMayApprove(approval('pushed-branch-2'), github('0'))).resolves.toBeUndefined();
});

test('where nothing was deployed yet it is about the newest commit', async () => {
  await expect(assertMayApprove(approval('alice'), github(undefined))).resolves.toBeUndefined();
  await expect(assertMayApprove(approval('carol'), github(undefined))).rejects.toThrow('wrote part');
});

test('a bot approves nothing', async () => {
  await expect(assertMayApprove(approval('github-actions[bot]'), fakeGitHub({}))).rejects.toThrow(
    "'github-actions[bot]' cannot approve a deployment: a person must",
  );
});

test('the command that is shown is what is read', () => {
  const command = approvalCommand('e', { 'e-x': hash('1'), 'e-y': hash('2') });
  expect(command).toBe(
    "gh workflow run deploy.yml -f environment=e -f approve='e-x=1111111111111111 e-y=2222222222222222'",
  );
  const [, approve = ''] = /approve='(.+)'/.exec(command) ?? [];
  expect(parseApprovals(approve.split(' '))).toEqual({ 'e-x': '1'.repeat(16), 'e-y': '2'.repeat(16) });
});

test.each(['e-x', 'e-x=', '1111111111111111', 'e-x=111111111111111', 'e-x=111111111111111G', 'e-x=1111111111111111;'])(
  '%s approves nothing',
  (entry) => {
    expect(() => parseApprovals([entry])).toThrow(
      `approve has '${entry}': write STACK=FINGERPRINT, as the run that stopped shows it, with at least 16 digits`,
    );
  },
);
