import { deployEnvironment, type DeploymentRun } from '../../../commands/ci/deploy-environment';
import { checkRun } from '../../../commands/ci/reviewed-plans';
import { fakeGitHub, fakeReviewer, Folders, hash, planned, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

const [COMMIT, HEAD] = ['a'.repeat(40), 'b'.repeat(40)];
const app = folders.folder({ 'e-network': { terraform: S3 }, 'e-x': { terraform: S3 }, 'f-x': { terraform: S3 } });

/** A job: the network's plan was reviewed in #5 by alice, the plan of e-x was not. */
async function run(hasReviewers: boolean, more: Partial<DeploymentRun> = {}) {
  const done = { applied: [] as string[], log: '', summary: '', outputs: {} as Record<string, string> };
  const reviewed = checkRun(
    HEAD,
    { at: new Date(), digest: hash('d'), passed: true, fingerprints: { 'e-network': hash('1') } },
    '',
  );
  const pull = {
    number: 5,
    merged_at: '2026',
    merge_commit_sha: COMMIT,
    user: { login: 'alice' },
    head: { sha: HEAD, ref: 'branch' },
    base: { ref: 'main' },
  };
  const passes = await deployEnvironment(
    { environment: 'e', app, commit: COMMIT, branch: 'main', actor: 'bob', approve: '', isLast: false, ...more },
    {
      terraform: {
        plan: async (one) => planned(one),
        apply: async ({ stack }) => void done.applied.push(stack.name),
      },
      reviewer: fakeReviewer(() => ({ 'e-network': hash('1'), 'e-x': hash('2') })),
      gitHub: fakeGitHub({
        hasReviewers: async (name) => name === 'e-approval' && hasReviewers,
        pullRequestsOf: async () => [pull],
        checkRuns: async (commit) => (commit === HEAD ? [{ ...reviewed, id: 1, app: { slug: 'github-actions' } }] : []),
        lastSuccess: async () => undefined,
        pushers: async () => [],
        commit: async (sha) => ({ sha, author: null, committer: null }),
      }),
      log: (line) => void (done.log += `${line}\n`),
      summary: (text) => void (done.summary += text),
      setOutput: (name, value) => void (done.outputs[name] = value),
    },
  );
  return { passes, ...done };
}

const SHOWN = JSON.stringify({ 'e-x': hash('2') });

test('what was reviewed is deployed; the environment’s reviewers are asked for the rest', async () => {
  const { passes, applied, outputs, summary, log } = await run(true);
  expect({ passes, applied }).toEqual({ passes: true, applied: ['e-network'] });
  expect(outputs).toEqual({ stopped: 'true', shown: SHOWN });
  expect(summary).toMatch(/an approval in `e-approval` would let through[^]*plans: e-x/);
  expect(log).toMatch('Reviewed in #5: e-network');
});

test('what they approved is deployed, and nothing else', async () => {
  expect(await run(true, { approvedByReviewers: SHOWN })).toMatchObject({
    passes: true,
    applied: ['e-network', 'e-x'],
    outputs: { stopped: 'false', shown: '{}' },
  });
  const other = JSON.stringify({ 'e-x': hash('3') });
  expect(await run(true, { approvedByReviewers: other })).toMatchObject({ passes: true, outputs: { stopped: 'true' } });
  const last = await run(true, { approvedByReviewers: other, isLast: true });
  expect(last).toMatchObject({ passes: false, applied: ['e-network'] });
  expect(last.log).toMatch('What was approved is not what would be done now: run the workflow again.');
});

test('an approval in an environment without reviewers is none', async () => {
  await expect(run(false, { approvedByReviewers: SHOWN })).rejects.toThrow(
    "the environment 'e-approval' has no required reviewers: nobody approved anything",
  );
});

test('where there are no reviewers the job fails, and shows how to approve', async () => {
  const { passes, outputs, summary, log } = await run(false);
  expect(passes).toBe(false);
  expect(outputs).toEqual({ stopped: 'false', shown: SHOWN });
  expect(summary).toMatch("gh workflow run deploy.yml -f environment=e -f approve='e-x=2222222222222222'");
  expect(log).toMatch('Somebody must approve what is in the summary of this run, by the command there.');
});

test('somebody else than the author approves it by that command', async () => {
  const approve = `e-x=${'2'.repeat(16)}`;
  expect(await run(false, { approve })).toMatchObject({
    passes: true,
    applied: ['e-network', 'e-x'],
    log: expect.stringMatching('Approved by bob: e-x'),
  });
  await expect(run(false, { approve, actor: 'alice' })).rejects.toThrow("'alice' wrote part of what would be deployed");
  expect(await run(false, { approve: `e-x=${'3'.repeat(16)}` })).toMatchObject({
    passes: false,
    applied: ['e-network'],
  });
  expect(await run(false, { approve: `f-x=${'2'.repeat(16)}` })).toMatchObject({ passes: false });
  await expect(run(false, { approve: 'all of it' })).rejects.toThrow("approve has 'all'");
});

test('the command does not get round required reviewers', async () => {
  await expect(run(true, { approve: `e-x=${'2'.repeat(16)}` })).rejects.toThrow(
    "the environment 'e-approval' has required reviewers: leave 'approve' out, and let them approve there",
  );
});
