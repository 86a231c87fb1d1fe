import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureText } from './review/fixtures';
import { loadEnvironments } from '../../settings';
import { AwsApi } from '../support/aws-api';
import { ROOT } from '../support/settings';
import { runCommand } from '../support/run-command';

let api: AwsApi;
beforeAll(async () => {
  api = await AwsApi.start();
});
afterAll(() => api.end());

test('status: JSON on stdout, the verdict as exit status, an unknown endpoint on stderr', async () => {
  // Whatever the environments are: they are their user's to change.
  const [endpoint = ''] = loadEnvironments(ROOT).flatMap(({ endpoints }) =>
    endpoints.map(({ names }) => names.endpoint),
  );
  const account = { AWS_ENDPOINT_URL: api.url, AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' };
  const run = (...args: string[]) =>
    runCommand('commands/status/command.ts', args, { ...account, CDKTF_OUTDIR: 'nowhere' });
  const [denied, unknown] = await Promise.all([run(endpoint, '--json'), run(`${endpoint}s`)]);
  expect(denied).toMatchObject({ status: 2, stderr: '' });
  expect(JSON.parse(denied.stdout)).toMatchObject({ verdict: 'could not tell' });
  expect(unknown).toMatchObject({ status: 2, stdout: '' });
  expect(unknown.stderr).toContain(`'${endpoint}s' is no endpoint of the settings: take ${endpoint}`);
});

test('review: findings as exit status, the comment on stdout, an invalid plan on stderr', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'review-'));
  const [plan, no] = [join(folder, 'test-churn.json'), join(folder, 'no.json')];
  writeFileSync(plan, fixtureText('endpoint-instance-type'));
  writeFileSync(no, '{}');
  const run = (...args: string[]) => runCommand('commands/review/command.ts', args);
  const [caution, danger, none] = await Promise.all([
    run('--json', '--fail-on', 'caution', plan),
    run('--fail-on', 'danger', plan),
    run(plan, no),
  ]);
  rmSync(folder, { recursive: true });
  expect([caution.status, Object.keys(JSON.parse(caution.stdout) as object)]).toEqual([
    3,
    expect.arrayContaining(['stacks']),
  ]);
  expect(danger).toMatchObject({ status: 0, stdout: expect.stringContaining('instance type'), stderr: '' });
  expect(none).toMatchObject({ status: 2, stdout: '' });
  expect(none.stderr).toContain('no.json is no plan: it is JSON, but no plan');
});

test('local-runtime: a signal stops it, with 0', async () => {
  const args = ['--require', './loader/typescript.cjs', 'commands/local-runtime/command.ts', '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});
