import { probeExitStatus, runProbe } from '../../../commands/probe/command-line';
import type { ProbeReport } from '../../../commands/probe/report/report';
import { loadEnvironments } from '../../../settings';
import { AwsApi } from '../../support/aws-api';
import { keepingTerminal } from '../../support/keeping-terminal';
import { ROOT } from '../../support/settings';

let api: AwsApi;
beforeAll(async () => {
  api = await AwsApi.start();
  Object.assign(process.env, { AWS_ENDPOINT_URL: api.url, AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' });
});
afterAll(() => api.end());

async function run(args: readonly string[], stop = new AbortController()) {
  const { terminal, kept } = keepingTerminal();
  return { status: await runProbe(args, terminal, stop.signal), ...kept() };
}

/** Whatever the environments are: they are their user's to change. */
const environment = loadEnvironments(ROOT).find(({ endpoints }) => endpoints.length > 0);
const endpoint = environment?.endpoints[0]?.names.endpoint ?? '';

test.each([
  [[], "error: missing required argument 'endpoint'"],
  [['x', '--samples', '0'], "argument '0' is invalid. it must be a whole number from 1 to 100000."],
  [['x', '--rate', '1001'], "argument '1001' is invalid. it must be a whole number from 1 to 1000."],
  [['x', '--nothing'], "error: unknown option '--nothing'\n(--help has all options)"],
])('wrong usage: 2 (%j)', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test.each([
  [[`${endpoint}s`], `'${endpoint}s' is no endpoint of the settings: take `],
  [[endpoint, '--body', '/nowhere'], "ENOENT: no such file or directory, open '/nowhere'"],
  [[endpoint, '--report', '/nowhere/x.html'], "ENOENT: no such file or directory, open '/nowhere/x.html'"],
  [[endpoint], environment?.probe ? 'lambda:GetFunctionConfiguration: ' : 'has no probe: write probe: true'],
])('nothing can be measured: 2 (%j)', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('Ctrl-C says what it does', async () => {
  const stop = new AbortController();
  const ended = run([endpoint], stop);
  stop.abort();
  const { stderr } = await ended;
  expect(stderr).toMatch(/^ending after the run that is under way, within \d+ s; Ctrl-C again ends at once\n/);
});

test('help goes to stdout: 0', async () => {
  expect(await run(['--help'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: probe /),
    stderr: '',
  });
});

test.each<[string, boolean | null, object[], number]>([
  ['all stayed inside and were answered', true, [{ unused: null, names: [{ samples: 5, errors: [] }] }], 0],
  ['a call went outside', false, [{ unused: null, names: [{ samples: 5, errors: [] }] }], 1],
  ['it is not known whether any went outside', null, [{ unused: null, names: [{ samples: 5, errors: [] }] }], 1],
  ['a name was not answered', true, [{ unused: null, names: [{ samples: 0, errors: [] }] }], 1],
  ['a call failed', true, [{ unused: null, names: [{ samples: 5, errors: [{}] }] }], 1],
  ['a zone is not used', true, [{ unused: 'why', names: [] }], 1],
])('the exit status where %s', (_, insideVpc, clients, status) => {
  expect(probeExitStatus({ clients, verdict: { insideVpc } } as unknown as ProbeReport)).toBe(status);
});
