import { loadEnvironments } from '../../../settings';
import { runStatus } from '../../../commands/status/command-line';
import { AwsApi } from '../../support/aws-api';
import { keepingTerminal } from '../../support/keeping-terminal';
import { ROOT } from '../../support/settings';

let api: AwsApi;
beforeAll(async () => {
  api = await AwsApi.start();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: api.url,
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    CDKTF_OUTDIR: 'nowhere',
  });
});
afterAll(() => api.end());

async function run(...args: string[]) {
  const { terminal, kept } = keepingTerminal();
  return { status: await runStatus(args, terminal, new AbortController().signal), ...kept() };
}

/** Whatever the environments are: they are their user's to change. */
const [endpoint = ''] = loadEnvironments(ROOT).flatMap(({ endpoints }) => endpoints.map(({ names }) => names.endpoint));

test('the command: JSON on stdout, the verdict as exit status; what is no endpoint is said', async () => {
  const denied = await run(endpoint, '--json');
  expect(denied).toMatchObject({ status: 2, stderr: '' });
  const { verdict, findings } = JSON.parse(denied.stdout) as { verdict: string; findings: { message: string }[] };
  expect(verdict).toBe('could not tell');
  expect(findings.map(({ message }) => message)).toEqual([
    'sagemaker:DescribeEndpoint: these credentials may not do that: docs/security.md has the policy that is needed',
  ]);
  expect(await run(`${endpoint}s`)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining(`'${endpoint}s' is no endpoint of the settings: take ${endpoint}`),
  });
});
