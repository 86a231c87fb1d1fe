import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCi } from '../../../commands/ci/command-line';
import { keepingTerminal } from '../../support/keeping-terminal';
import { Folders, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

const kept = { ...process.env };
afterEach(() => {
  process.env = { ...kept };
});

async function run(...args: readonly string[]) {
  const { terminal, kept: written } = keepingTerminal();
  return { status: await runCi(args, terminal, new AbortController().signal), ...written() };
}

test('the environments, as an output of the step: 0', async () => {
  const output = join(folders.empty(), 'output');
  Object.assign(process.env, { GITHUB_OUTPUT: output, DEPLOY_ENVIRONMENTS: 'e' });
  expect(await run('environments', folders.folder({ 'e-network': { terraform: S3 } }))).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  expect(readFileSync(output, 'utf8')).toBe('environments=["e"]\n');
});

test('a variable that a workflow sets and that is missing is reported: 1', async () => {
  Reflect.deleteProperty(process.env, 'DEPLOY_ENVIRONMENTS');
  expect(await run('drift', '--app', folders.folder({ 'e-network': { terraform: S3 } }))).toEqual({
    status: 1,
    stdout: '',
    stderr: 'DEPLOY_ENVIRONMENTS is not set: this runs in a workflow',
  });
});

test.each([
  [[], 'Usage: workflow '],
  [['nothing'], "error: unknown command 'nothing'"],
  [['deploy', '--app', 'x'], "error: missing required argument 'environment'"],
  [['drift'], "error: required option '--app <folder>' not specified\n(--help has all options)"],
])('wrong usage: 2 (%j)', async (args, message) => {
  expect(await run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test.each([
  [['--help'], 'Usage: workflow '],
  [['deploy', '--help'], 'Usage: workflow deploy '],
])('help goes to stdout: 0 (%j)', async (args, usage) => {
  expect(await run(...args)).toMatchObject({ status: 0, stdout: expect.stringMatching(`^${usage}`), stderr: '' });
});
