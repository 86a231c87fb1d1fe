import { cpSync, readFileSync } from 'node:fs';
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

test('a comparison goes into the summary: 1 where a person must accept something, and how without a label', async () => {
  const summary = join(folders.empty(), 'summary');
  process.env.GITHUB_STEP_SUMMARY = summary;
  const base = folders.folder({ 'e-network': { terraform: S3 }, 'e-x': { terraform: S3 } });
  const head = (stacks: Record<string, object>): string => {
    const outdir = join(folders.empty(), 'cdktf.out');
    cpSync(folders.folder(stacks), outdir, { recursive: true });
    return outdir;
  };
  const same = head({ 'e-network': { terraform: S3 }, 'e-x': { terraform: S3 } });
  expect(await run('compare', '--base', base, '--head', same)).toEqual({ status: 0, stdout: '', stderr: '' });
  const gone = head({ 'e-network': { terraform: S3 } });
  expect(await run('compare', '--base', base, '--head', gone)).toEqual({
    status: 1,
    stdout: expect.stringMatching(/^To be accepted: e-x stack-gone e-x\. .*accept it in review\.accept\.json, or push/),
    stderr: '',
  });
  expect(readFileSync(summary, 'utf8')).toMatch('🛑');
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
