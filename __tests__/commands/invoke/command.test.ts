import { runInvoke } from '../../../commands/invoke/command-line';
import { closeAll, startRuntime, withCredentials } from '../../support/runtime';
import { keepingTerminal } from '../../support/keeping-terminal';

beforeAll(withCredentials);
afterEach(closeAll);

async function run(...args: string[]) {
  const { terminal, kept } = keepingTerminal();
  const status = await runInvoke(args, terminal, new AbortController().signal);
  return { status, ...kept() };
}

test('a call that fails: 1', async () => {
  const { url } = await startRuntime();
  const args = ['dev-diabetes', '--data', '1,2', '--region', 'us-east-1', '--endpoint-url', url.toString()];
  expect(await run(...args)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('ModelError: the container answered 400'),
  });
});

test.each([
  [['--data', 'x'], "error: missing required argument 'endpoint'"],
  [['x'], 'no body: give --body FILE, --body - for standard input, or --data TEXT'],
  [
    ['x', '--data', '1', '--count', '0'],
    "error: option '--count <n>' argument '0' is invalid. it must be a whole number above 0.",
  ],
  [
    ['x', '--data', '1', '--concurrency', '0'],
    "error: option '--concurrency <n>' argument '0' is invalid. it must be a whole number above 0.",
  ],
  [
    ['x', '--data', '1', '--host', 'a', '--endpoint-url', 'http://b'],
    "error: option '--endpoint-url <url>' cannot be used with option '--host <name>'",
  ],
])('wrong usage: 2 (%j)', async (args, message) => {
  expect(await run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('a page that cannot be written is said before anything is measured', async () => {
  expect(await run('x', '--data', '1', '--count', '9', '--report', '/nowhere/x.html')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("cannot write '/nowhere/x.html'"),
  });
});

test('help goes to stdout: 0', async () => {
  expect(await run('--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: invoke /),
    stderr: '',
  });
});
