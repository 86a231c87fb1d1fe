import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReviewer, listed, toAccept } from '../../../commands/ci/reviewer';
import { fingerprint } from '../../../commands/review/fingerprint';
import { parsePlan } from '../../../commands/review/plan/parse';
import { runReview } from '../../../commands/review/command-line';
import { keepingTerminal } from '../../support/keeping-terminal';
import { fixtureText } from '../review/fixtures';
import { Folders, planned, S3, stack } from './support/stacks';

const folders = new Folders();
const reviewer = createReviewer([]);
afterAll(() => folders.end());

type Judged = Parameters<typeof toAccept>[0];
const finding = (level: 'danger' | 'caution' | 'note') => ({
  level,
  rule: 'r',
  address: 'a.b',
  message: '',
  advice: '',
});
const ok: Judged = { name: 'a-x', verdict: 'changes', findings: [finding('caution'), finding('note')] };

test('a danger that the repository does not accept, and what cannot be judged, must be accepted', () => {
  const accepted = { ...finding('danger'), accepted: { reason: 'meant', until: '2099-01-31' } };
  expect(toAccept(ok)).toEqual([]);
  expect(toAccept({ ...ok, findings: [accepted] })).toEqual([]);
  expect(toAccept({ ...ok, findings: [finding('danger'), accepted] })).toEqual([
    { stack: 'a-x', rule: 'r', address: 'a.b' },
  ]);
  expect(toAccept({ ...ok, verdict: 'cannot be judged' })).toEqual([
    { stack: 'a-x', rule: 'cannot-be-judged', address: 'a-x' },
  ]);
});

/** A plan that Terraform made, of the stack a-x. */
const madePlan = (fixture: string) => planned(stack('a-x'), JSON.parse(fixtureText(fixture)) as object);

/** What the command writes, to the byte. */
async function byCommand(...args: string[]): Promise<string> {
  const { terminal, kept } = keepingTerminal();
  expect(await runReview(args, terminal, new AbortController().signal)).toBe(0);
  return kept().stdout;
}

test('plans are reviewed as the command does it, with the synthesized folder', async () => {
  const app = folders.folder({ 'a-x': { terraform: S3 } });
  const file = folders.file('a-x.json', fixtureText('endpoint-policy-wider'));
  const { markdown, toAccept, fingerprints } = reviewer.review([madePlan('endpoint-policy-wider')], app);
  expect(markdown).toBe(await byCommand(file, '--app', app));
  expect(markdown).toContain('state: s3');
  expect(toAccept).toContainEqual(expect.objectContaining({ stack: 'a-x', rule: 'policy-wider' }));
  expect(fingerprints).toEqual({ 'a-x': fingerprint(parsePlan('any', fixtureText('endpoint-policy-wider'))) });
  expect(reviewer.review([madePlan('endpoint-swap')], app).toAccept).toEqual([]);
});

test('with a base, a stack that has no plan is compared, and what is dangerous in it must be accepted', () => {
  const base = folders.folder({ 'a-x': { terraform: S3 }, 'a-y': { terraform: S3 } });
  const head = folders.folder({ 'a-x': { terraform: S3 } });
  const { toAccept, fingerprints, comparedFingerprints } = reviewer.review([madePlan('endpoint-swap')], head, base);
  expect(toAccept).toEqual([{ stack: 'a-y', rule: 'stack-gone', address: 'a-y' }]);
  expect(Object.keys(fingerprints)).toEqual(['a-x']);
  expect(comparedFingerprints).toEqual({ 'a-y': expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('what must be accepted is one line of a log, whatever names are in it', () => {
  const evil = { stack: 'a-x', rule: 'r', address: 'aws_x.a\r\n::error::b' };
  expect(listed([evil, evil])).toBe('a-x r aws_x.a  ::error::b, a-x r aws_x.a  ::error::b');
});

test('a team’s own rule is one like the others', () => {
  const own = createReviewer([
    {
      name: 'ours-any',
      level: 'danger',
      types: 'any',
      advice: 'Ask us.',
      find: ({ plan }) => [{ address: plan.name, message: 'Ours.' }],
    },
  ]);
  expect(own.review([madePlan('endpoint-swap')], folders.folder({})).toAccept).toEqual([
    { stack: 'a-x', rule: 'ours-any', address: 'a-x' },
  ]);
});

test('what the file beside the synthesized folder accepts needs nobody’s label', () => {
  const accepting = (until: string) => {
    const root = folders.empty();
    const app = join(root, 'cdktf.out');
    cpSync(folders.folder({ 'a-x': { terraform: S3 } }), app, { recursive: true });
    const plan = madePlan('endpoint-policy-wider');
    const accepted = reviewer
      .review([plan], app)
      .toAccept.map(({ rule, address }) => ({ rule, address, reason: 'meant', until }));
    writeFileSync(join(root, 'review.accept.json'), JSON.stringify(accepted));
    return reviewer.review([plan], app);
  };
  expect(accepting('2099-12-31').toAccept).toEqual([]);
  expect(accepting('2001-01-31').toAccept).not.toEqual([]);
});

test('a redacted plan is no reason to ask a person', () => {
  const { resource_changes } = JSON.parse(fixtureText('endpoint-swap')) as Record<string, unknown>;
  const json = { plan_format_version: '1.2', resource_changes };
  const app = folders.folder({ 'a-x': { terraform: S3 } });
  // With a base, too: that it holds no state does not mean that there is none.
  const { toAccept, markdown } = reviewer.review([planned(stack('a-x'), json as object)], app, app);
  expect(toAccept).toEqual([]);
  expect(markdown).not.toMatch('❓');
});

test('a plan that cannot be read, and folders that cannot be, are errors', () => {
  const odd = planned(stack('a-x'), { format_version: '::error::2', resource_changes: [] } as object);
  expect(() => reviewer.fingerprint(planned(stack('a-x')))).toThrow(/^The review failed:\n\| a-x: it is JSON, but no/);
  expect(() => reviewer.review([odd], folders.folder({}))).toThrow('a-x: it is a plan of format ::error::2');
  // As a line of a log it would be a command to GitHub.
  const broken = planned(stack('a-x'), { format_version: '\n::error::2', resource_changes: [] } as object);
  expect(() => reviewer.fingerprint(broken)).toThrow(/\n\| a-x: it is a plan of format  ::error::2, and 1 is/);
  expect(() => reviewer.review([], 'nowhere', 'nowhere')).toThrow(/^The review failed:\n\| nowhere is no synthesized/);
});
