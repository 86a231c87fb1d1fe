import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runReview } from '../../../commands/review/command-line';
import { keepingTerminal } from '../../support/keeping-terminal';
import { fixtureText } from './fixtures';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const { terminal, kept } = keepingTerminal();
  return { status: await runReview(args, terminal, new AbortController().signal), ...kept() };
}

test('the command: what it exits with', async () => {
  const [plan, no] = [join(folder, 'test-churn.json'), join(folder, 'no.json')];
  writeFileSync(plan, fixtureText('endpoint-instance-type'));
  writeFileSync(no, '{}');
  const caution = await run('--json', '--fail-on', 'caution', plan);
  expect(caution.status).toBe(3);
  expect(JSON.parse(caution.stdout)).toMatchObject({
    stacks: [
      {
        name: 'test-churn',
        counts: { create: 2, update: 3, replace: 2, delete: 2, import: 0, move: 0, forget: 0 },
        findings: [{ level: 'caution', rule: 'instance-type-changed' }],
      },
    ],
  });
  expect(await run('--fail-on', 'danger', plan)).toMatchObject({ status: 0, stderr: '' });
  expect(await run(plan, no)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('no.json is no plan: it is JSON, but no plan'),
  });
  expect(await run()).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining("missing required argument 'files'"),
  });
});
