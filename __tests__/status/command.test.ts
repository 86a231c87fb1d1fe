import { execFile } from 'node:child_process';
import { ROOT } from '../support/settings';
import { AwsApi } from '../support/aws-api';

let api: AwsApi;
beforeAll(async () => {
  api = await AwsApi.start();
});
afterAll(() => api.end());

const run = (...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: api.url,
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      CDKTF_OUTDIR: 'nowhere',
    };
    const argv = ['--require', './loader/typescript.cjs', 'status/command.ts', ...args];
    execFile(process.execPath, argv, { cwd: ROOT, env }, (error, stdout, stderr) =>
      done({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

test('the command: JSON on stdout, the verdict as exit status; what is no endpoint is said', async () => {
  const [denied, unknown] = await Promise.all([run('dev-diabetes', '--json'), run('dev-diabetis')]);
  expect(denied).toMatchObject({ status: 2, stderr: '' });
  const { verdict, findings } = JSON.parse(denied.stdout) as { verdict: string; findings: { message: string }[] };
  expect(verdict).toBe('could not tell');
  expect(findings.map(({ message }) => message)).toEqual([
    'sagemaker:DescribeEndpoint: these credentials may not do that: docs/security.md has the policy that is needed',
  ]);
  expect(unknown).toMatchObject({ status: 2, stdout: '' });
  expect(unknown.stderr).toMatch(/^'dev-diabetis' is no endpoint of the settings: take dev-diabetes/);
});
