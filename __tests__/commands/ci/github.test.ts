import { gitHub } from '../../../commands/ci/github';
import type { RunProgram } from '../../../commands/ci/run-program';

const calls: [string, string | undefined][] = [];
const answering =
  (stdout: string): RunProgram =>
  async (_, args, options = {}) => {
    calls.push([args.join(' '), options.input]);
    return { status: 0, stdout, stderr: '' };
  };
beforeEach(() => calls.splice(0));

test('texts go by stdin: nothing in them is an option, a file or a template to gh', async () => {
  const api = gitHub('o/r', answering(''));
  await api.comment(5, { action: 'create', body: '@/etc/passwd' });
  await api.comment(5, { action: 'update', id: 7, body: 'x' });
  await api.comment(5, { action: 'none' });
  await api.addCheckRun({ name: 'n' });
  await api.removeLabel(5, 'a/b');
  expect(calls).toEqual([
    ['api --method POST --input - repos/o/r/issues/5/comments', '{"body":"@/etc/passwd"}'],
    ['api --method PATCH --input - repos/o/r/issues/comments/7', '{"body":"x"}'],
    ['api --method POST --input - repos/o/r/check-runs', '{"name":"n"}'],
    ['api --method DELETE repos/o/r/issues/5/labels/a%2Fb', undefined],
  ]);
});

test('all pages are read', async () => {
  expect(await gitHub('o/r', answering('[[{"id":1}],[{"id":2}]]')).comments(5)).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await gitHub('o/r', answering('[[{"name":"x"}]]')).labels(5)).toEqual(['x']);
  expect(
    await gitHub('o/r', answering('[{"check_runs":[{"id":1}]},{"check_runs":[{"id":2}]}]')).checkRuns('c', 'a b'),
  ).toEqual([{ id: 1 }, { id: 2 }]);
  expect(await gitHub('o/r', answering('[[{"number":4}]]')).pullRequestsOf('c')).toEqual([{ number: 4 }]);
  expect(calls.every(([args]) => args.startsWith('api --paginate --slurp repos/o/r/'))).toBe(true);
  expect(calls[2]?.[0]).toMatch('check_name=a%20b&filter=all');
});

test('what GitHub refuses is an error', async () => {
  const refuses: RunProgram = async () => ({ status: 1, stdout: '', stderr: 'HTTP 403' });
  await expect(gitHub('o/r', refuses).labels(5)).rejects.toThrow('| HTTP 403');
});

test('an environment with reviewers is one that names some', async () => {
  const rules = (...protection_rules: object[]) =>
    gitHub('o/r', answering(JSON.stringify({ name: 'e', protection_rules }))).hasReviewers('e-approval');
  expect(await rules({ type: 'wait_timer' }, { type: 'required_reviewers', reviewers: [{ type: 'Team' }] })).toBe(true);
  expect(await rules({ type: 'branch_policy' })).toBe(false);
  expect(await rules({ type: 'required_reviewers', reviewers: [] })).toBe(false);
  expect(await gitHub('o/r', answering('{}')).hasReviewers('e')).toBe(false);
  expect(calls[0]?.[0]).toBe('api --method GET repos/o/r/environments/e-approval');
});
