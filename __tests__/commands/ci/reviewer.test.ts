import { stacksToAccept, reviewer } from '../../../commands/ci/reviewer';
import { fingerprint } from '../../../commands/review/fingerprint';
import { parsePlan } from '../../../commands/review/plan/parse';
import type { StackReview } from '../../../commands/review/review';
import { runReview } from '../../../commands/review/command-line';
import { keepingTerminal } from '../../support/keeping-terminal';
import { fixtureText } from '../review/fixtures';
import { Folders, planned, S3, stack } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

type Judged = Pick<StackReview, 'name' | 'verdict' | 'limits' | 'findings'>;
const finding = (level: 'danger' | 'caution' | 'note') => ({
  level,
  rule: 'r',
  address: 'a.b',
  message: '',
  advice: '',
});
const ok: Judged = { name: 'a-x', verdict: 'changes', limits: [], findings: [finding('caution'), finding('note')] };
const toAccept = (redacted: readonly string[], ...stacks: Judged[]) => stacksToAccept({ stacks }, redacted);

test('a danger and what cannot be judged must be accepted; a redacted plan need not be, where one is expected', () => {
  const limited: Judged = { ...ok, verdict: 'cannot be judged', limits: ['it is redacted'] };
  expect(toAccept([], ok)).toEqual([]);
  expect(toAccept([], ok, { ...ok, name: 'b', findings: [finding('danger')] })).toEqual(['b']);
  expect(toAccept([], limited)).toEqual(['a-x']);
  expect(toAccept(['a-x'], limited)).toEqual([]);
  expect(toAccept(['a-x'], { ...limited, limits: ['it is redacted', 'planning failed'] })).toEqual(['a-x']);
  expect(toAccept(['a-x'], { ...limited, findings: [finding('danger')] })).toEqual(['a-x']);
  expect(toAccept(['a-x'], { ...limited, limits: [], findings: [] })).toEqual(['a-x']);
  expect(toAccept([], { ...ok, verdict: 'no changes', findings: [] })).toEqual([]);
});

/** A plan that Terraform made, of the stack a-x. */
const madePlan = (fixture: string, isRedacted = false) =>
  planned(stack('a-x'), JSON.parse(fixtureText(fixture)) as object, true, isRedacted);

/** What the command writes, to the byte. */
async function byCommand(...args: string[]): Promise<string> {
  const { terminal, kept } = keepingTerminal();
  expect(await runReview(args, terminal, new AbortController().signal)).toBe(0);
  return kept().stdout;
}

test('plans are reviewed as the command does it, with the synthesized folder', async () => {
  const app = folders.folder({ 'a-x': { terraform: S3 } });
  const file = folders.file('a-x.json', fixtureText('endpoint-policy-wider'));
  const { markdown, stacksToAccept } = reviewer.reviewPlans([madePlan('endpoint-policy-wider')], app);
  expect(markdown).toBe(await byCommand(file, '--app', app));
  expect(markdown).toContain('state: s3');
  expect(stacksToAccept).toEqual(['a-x']);
  expect(reviewer.reviewPlans([madePlan('endpoint-swap')], app).stacksToAccept).toEqual([]);
});

test('folders are compared as the command does it', async () => {
  const base = folders.folder({ 'a-x': { terraform: S3 }, 'a-y': { terraform: S3 } });
  const head = folders.folder({ 'a-x': { terraform: S3 } });
  expect(reviewer.compareApps(base, head)).toEqual({
    markdown: await byCommand('--synth', base, head),
    stacksToAccept: ['a-y'],
  });
});

test('a redacted plan must be accepted only where none is expected', () => {
  const { resource_changes } = JSON.parse(fixtureText('endpoint-swap')) as Record<string, unknown>;
  const json = { plan_format_version: '1.2', resource_changes };
  const app = folders.folder({});
  const stacksToAcceptIf = (isRedacted: boolean) =>
    reviewer.reviewPlans([planned(stack('a-x'), json as object, true, isRedacted)], app).stacksToAccept;
  expect(stacksToAcceptIf(true)).toEqual([]);
  expect(stacksToAcceptIf(false)).toEqual(['a-x']);
});

test('a fingerprint for each plan, by its stack', () => {
  const other = planned(stack('a-y'), JSON.parse(fixtureText('endpoint-nothing')) as object);
  expect(reviewer.fingerprints([madePlan('endpoint-swap'), other])).toEqual({
    'a-x': fingerprint(parsePlan('any', fixtureText('endpoint-swap'))),
    'a-y': fingerprint(parsePlan('any', fixtureText('endpoint-nothing'))),
  });
  expect(reviewer.fingerprints([])).toEqual({});
});

test('a plan that cannot be read, and folders that cannot be, are errors', () => {
  const odd = planned(stack('a-x'), { format_version: '::error::2', resource_changes: [] } as object);
  expect(() => reviewer.fingerprints([planned(stack('a-x'))])).toThrow(
    /^The review failed:\n\| a-x: it is JSON, but no/,
  );
  expect(() => reviewer.reviewPlans([odd], folders.folder({}))).toThrow('a-x: it is a plan of format ::error::2');
  // As a line of a log it would be a command to GitHub.
  const broken = planned(stack('a-x'), { format_version: '\n::error::2', resource_changes: [] } as object);
  expect(() => reviewer.fingerprints([broken])).toThrow(/\n\| ::error::2, and 1 is/);
  expect(() => reviewer.compareApps('nowhere', 'nowhere')).toThrow(/^The review failed:\n\| nowhere is no synthesized/);
});
