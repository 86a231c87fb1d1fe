import { reviewMergeGroup } from '../../../commands/ci/merge-group';
import { checkRun, type CheckRun } from '../../../commands/ci/reviewed-plans';
import type { ToAccept } from '../../../commands/ci/reviewer';
import { PlanError } from '../../../commands/ci/terraform';
import { reviewChange } from '../../../commands/ci/change-review';
import { fakeGitHub, fakeReviewer, Folders, hash, planned, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

const HEAD = 'b'.repeat(40);
const REF = `refs/heads/gh-readonly-queue/main/pr-12-${'c'.repeat(40)}`;
const pair = {
  base: folders.folder({ 'e-x': { terraform: S3 } }),
  head: folders.folder({ 'e-x': { terraform: S3, locals: { a: 1 } } }),
};
const DANGER: ToAccept = { stack: 'e-x', rule: 'zone-lost', address: 'aws_subnet.a' };

const toolsFor = (toAccept: ToAccept[], print = hash('1'), fails = false) => ({
  terraform: {
    plan: async (one: Parameters<typeof planned>[0]) => {
      if (fails) throw new PlanError(one, 'Error: no');
      return planned(one);
    },
  },
  reviewer: fakeReviewer(() => ({ 'e-x': print }), toAccept),
  canPlan: () => true,
  log: () => undefined,
});

/** What a run in the pull request left. */
async function recorded(passed: boolean): Promise<CheckRun> {
  const digest = (await reviewChange(pair, toolsFor([DANGER])))?.digest ?? '';
  const record = checkRun(HEAD, { at: new Date(), digest, passed, fingerprints: {} }, '');
  return { ...record, id: 1, app: { slug: 'github-actions' } };
}

async function run(tools: ReturnType<typeof toolsFor>, checks: CheckRun[], ref = REF) {
  const lines: string[] = [];
  const gitHub = fakeGitHub({
    pullRequest: async (number) => ({
      number,
      merged_at: null,
      merge_commit_sha: null,
      user: null,
      head: { sha: number === 12 ? HEAD : '', ref: 'branch' },
      base: { ref: 'main' },
    }),
    checkRuns: async (commit) => (commit === HEAD ? checks : []),
  });
  const summary = (text: string) => void lines.push(text);
  const passes = await reviewMergeGroup(
    { ref, folders: pair },
    { ...tools, gitHub, log: (line) => void lines.push(line), summary },
  );
  return { passes, text: lines.join('\n') };
}

test('what nobody must accept passes, and is in the summary', async () => {
  expect(await run(toolsFor([]), [])).toMatchObject({ passes: true, text: expect.stringContaining('plans: e-x') });
});

test('a danger passes if it is just what was accepted in the pull request', async () => {
  expect(await run(toolsFor([DANGER]), [await recorded(true)])).toMatchObject({ passes: true });
});

test.each([
  ['it was not accepted there', [DANGER], hash('1'), false],
  ['another plan is queued, since the base moved', [DANGER], hash('2'), true],
  ['another danger is', [DANGER, { ...DANGER, rule: 'policy-wider' }], hash('1'), true],
])('it does not where %s', async (_, dangers, print, accepted) => {
  const { passes, text } = await run(toolsFor(dangers, print), [await recorded(accepted)]);
  expect(passes).toBe(false);
  expect(text).toMatch('Update the branch of #12, accept it there, and queue it again.');
});

test('nothing recorded, or a plan that fails: it does not pass', async () => {
  expect((await run(toolsFor([DANGER]), [])).passes).toBe(false);
  expect((await run(toolsFor([], hash('1'), true), [])).passes).toBe(false);
});

test('a ref that names no pull request is an error', async () => {
  await expect(run(toolsFor([]), [], 'refs/heads/main')).rejects.toThrow(
    "'refs/heads/main' is no branch of a merge queue",
  );
});
