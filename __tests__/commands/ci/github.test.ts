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
  const api = gitHub('o/r', answering('{"updated_at":"2026-11-28T18:00:00Z"}'));
  const at = new Date('2026-11-28T18:00:00Z');
  expect(await api.comment(5, { id: undefined, body: '@/etc/passwd' })).toEqual(at);
  expect(await api.comment(5, { id: 7, body: 'x' })).toEqual(at);
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
  expect(await gitHub('o/r', answering('[[{"event":"labeled"}],[{"event":"closed"}]]')).labelEvents(5)).toHaveLength(2);
  expect(await gitHub('o/r', answering('[[{"actor":{"login":"a"}},{"actor":null}]]')).pushers('feature/a b')).toEqual([
    'a',
  ]);
  expect(
    await gitHub('o/r', answering('[{"commits":[{"sha":"1"}]},{"commits":[{"sha":"2"}]}]')).commitsBetween('0', '2'),
  ).toEqual([{ sha: '1' }, { sha: '2' }]);
  expect(calls.every(([args]) => args.startsWith('api --paginate --slurp repos/o/r/'))).toBe(true);
  expect(calls[2]?.[0]).toMatch('check_name=a%20b&filter=all');
  expect(calls[4]?.[0]).toMatch('issues/5/events');
  expect(calls[5]?.[0]).toMatch('activity?ref=refs%2Fheads%2Ffeature%2Fa%20b&');
  expect(calls[6]?.[0]).toMatch('compare/0...2?');
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

test('an environment that nobody has made has no reviewers; any other refusal is an error', async () => {
  const refusing = (stderr: string) =>
    gitHub('o/r', async () => ({ status: 1, stdout: '', stderr })).hasReviewers('e-approval');
  expect(await refusing('gh: Not Found (HTTP 404)')).toBe(false);
  await expect(refusing('gh: Resource not accessible by integration (HTTP 403)')).rejects.toThrow('HTTP 403');
});

test('the last success is of a push: a run for one environment is not for all', async () => {
  const runs = (...heads: string[]) =>
    gitHub('o/r', answering(JSON.stringify({ workflow_runs: heads.map((head_sha) => ({ head_sha })) })));
  expect(await runs('1').lastSuccess('deploy.yml', 'main')).toBe('1');
  expect(await runs().lastSuccess('deploy.yml', 'main')).toBeUndefined();
  expect(calls[0]?.[0]).toMatch('actions/workflows/deploy.yml/runs?branch=main&event=push&status=success&');
});
