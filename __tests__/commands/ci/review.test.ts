import { alarming, reviewer } from '../../../commands/ci/review';
import type { Run } from '../../../commands/ci/run';
import { hash, planned, stack } from './support/stacks';

const json = (...stacks: object[]) => JSON.stringify({ verdict: 'changes', stacks });
const ok = { name: 'a-x', verdict: 'changes', limits: [], findings: [{ level: 'caution' }, { level: 'note' }] };

test('a danger and what cannot be judged alarm; that a plan is redacted does not, where it is expected', () => {
  const limited = { ...ok, verdict: 'cannot be judged', limits: ['it is redacted'] };
  expect(alarming(json(ok), [])).toEqual([]);
  expect(alarming(json(ok, { ...ok, name: 'b', findings: [{ level: 'danger' }] }), [])).toEqual(['b']);
  expect(alarming(json(limited), [])).toEqual(['a-x']);
  expect(alarming(json(limited), ['a-x'])).toEqual([]);
  expect(alarming(json({ ...limited, limits: ['it is redacted', 'planning failed'] }), ['a-x'])).toEqual(['a-x']);
  expect(alarming(json({ ...limited, findings: [{ level: 'danger' }] }), ['a-x'])).toEqual(['a-x']);
  expect(alarming(json({ name: 'a-x', findings: [], verdict: 'cannot be judged' }), ['a-x'])).toEqual(['a-x']);
  expect(alarming(json({ name: 'a-x', findings: [] }), [])).toEqual([]);
});

test('the review command is asked for both forms, and for fingerprints', async () => {
  const calls: string[] = [];
  const run: Run = async (command, args) => {
    calls.push([command, ...args].join(' '));
    const stdout = args.includes('--json')
      ? json(ok)
      : args.includes('--fingerprint')
        ? `a-x ${hash('1')}\n`
        : '# text\n';
    return { status: 0, stdout, stderr: '' };
  };
  const plans = [planned(stack('a-x'))];
  expect(await reviewer(run).ofPlans(plans, 'cdktf.out')).toEqual({ markdown: '# text\n', alarming: [] });
  expect(await reviewer(run).fingerprints(plans)).toEqual({ 'a-x': hash('1') });
  expect(await reviewer(run).fingerprints([])).toEqual({});
  await reviewer(run).ofFolders('base', 'head');
  expect(calls).toEqual([
    'npm run --silent review -- a-x.json --app cdktf.out',
    'npm run --silent review -- a-x.json --app cdktf.out --json',
    'npm run --silent review -- --fingerprint a-x.json',
    'npm run --silent review -- --synth base head',
    'npm run --silent review -- --synth base head --json',
  ]);
});

test('a plan without a fingerprint, and a review that fails, are errors', async () => {
  const says =
    (status: number, stdout: string): Run =>
    async () => ({ status, stdout, stderr: '::error::no plan' });
  await expect(reviewer(says(0, 'a-y 00\n')).fingerprints([planned(stack('a-x'))])).rejects.toThrow('a-x.json');
  // As a line of a log it would be a command to GitHub.
  await expect(reviewer(says(2, '')).ofFolders('base', 'head')).rejects.toThrow(/failed with 2:\n\| ::error::no plan$/);
});
