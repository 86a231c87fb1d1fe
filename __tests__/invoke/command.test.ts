import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/settings';
import { closeAll, EXPECTED, startRuntime } from './support/runtime';

const ROWS_FILE = join(ROOT, 'samples', 'diabetes', 'rows.csv');
const ENV = {
  PATH: process.env.PATH,
  AWS_ACCESS_KEY_ID: 'any',
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  execFileSync('npm', ['run', '--silent', 'bundle'], { cwd: ROOT });
  copyFileSync(join(ROOT, 'dist', 'invoke.mjs'), join(folder, 'invoke.mjs'));
});
afterEach(closeAll);
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs a command beside this process, which answers it. */
function run(cwd: string, args: string[], input = ''): Promise<Ended> {
  return new Promise((ended) => {
    const child = spawn(process.execPath, args, { cwd, env: ENV });
    let [out, said] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.on('close', (status) => ended({ status, out, said }));
    child.stdin.end(input);
  });
}
const source = (...args: string[]) => run(ROOT, ['--require', './loader/typescript.cjs', 'invoke/command.ts', ...args]);
const bundle = (args: string[], input?: string) => run(folder, ['invoke.mjs', ...args], input);

test('the bundle, in an empty folder: a call, with the body on standard input', async () => {
  const { url } = await startRuntime();
  const { status, out } = await bundle(
    ['dev-diabetes', '--body', '-', '--endpoint-url', url.toString()],
    readFileSync(ROWS_FILE, 'utf8'),
  );
  expect(status).toBe(0);
  expect(out.split(',').map(Number)).toEqual(EXPECTED.map((value) => expect.closeTo(value, 5) as number));
});

test('the bundle measures, too, and writes its page', async () => {
  const { url } = await startRuntime();
  const args = [
    'dev-diabetes',
    '--body',
    ROWS_FILE,
    '--endpoint-url',
    url.toString(),
    '--count',
    '20',
    '--report',
    'page.html',
    '--json',
  ];
  const { status, out } = await bundle(args);
  expect([status, (JSON.parse(out) as { hosts: { answered: number }[] }).hosts[0]?.answered]).toEqual([0, 20]);
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('</svg>');
});

test('from the sources, as npm run invoke does', async () => {
  const { url } = await startRuntime();
  const { status, out, said } = await source(
    'dev-diabetes',
    '--body',
    ROWS_FILE,
    '--endpoint-url',
    url.toString(),
    '--count',
    '20',
  );
  expect({ status, values: out.split(',').length }).toEqual({ status: 0, values: 20 });
  expect(said).toContain('connections opened: 1');
  expect(said).not.toContain('\r');
});

test('a call that fails: 1', async () => {
  const { url } = await startRuntime();
  expect(await bundle(['dev-diabetes', '--data', '1,2', '--endpoint-url', url.toString()])).toMatchObject({
    status: 1,
    out: '',
    said: expect.stringContaining('ModelError: the container answered 400'),
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
    ['x', '--data', '1', '--host', 'a', '--endpoint-url', 'http://b'],
    "error: option '--endpoint-url <url>' cannot be used with option '--host <name>'",
  ],
])('wrong usage: 2 (%j)', async (args, message) => {
  expect(await bundle(args)).toMatchObject({ status: 2, out: '', said: expect.stringContaining(message) });
});

test('an interrupt ends it early, and it still reports', async () => {
  const { url } = await startRuntime();
  const child = spawn(
    process.execPath,
    ['invoke.mjs', 'dev-diabetes', '--body', ROWS_FILE, '--endpoint-url', url.toString(), '--count', '10000000'],
    { cwd: folder, env: ENV },
  );
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    if (said === '') setTimeout(() => child.kill('SIGINT'), 500);
    said += data.toString();
  });
  const status = await new Promise((ended) => child.on('close', ended));
  expect(status).toBe(0);
  expect(said).toContain('ended early');
});

test('a call that is given up does not keep the process, nor does one that is interrupted', async () => {
  const { url } = await startRuntime({ disturbances: { stalls: 1 } });
  const args = ['dev-diabetes', '--data', '1', '--endpoint-url', url.toString()];
  expect(await bundle([...args, '--timeout', '300'])).toMatchObject({
    status: 1,
    said: expect.stringContaining('no answer within 300 ms'),
  });
  const child = spawn(process.execPath, ['invoke.mjs', ...args], { cwd: folder, env: ENV });
  setTimeout(() => child.kill('SIGINT'), 1_000);
  expect(await new Promise((ended) => child.on('close', ended))).not.toBe(0);
});

test('a reader that has enough is no failure', async () => {
  const { url } = await startRuntime();
  const child = spawn(
    'sh',
    ['-c', `node invoke.mjs dev-diabetes --body ${ROWS_FILE} --endpoint-url ${url.toString()} | true`],
    { cwd: folder, env: ENV },
  );
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  await new Promise((ended) => child.on('close', ended));
  expect(said).not.toContain('EPIPE');
});

test('a page that cannot be written is said before anything is measured', async () => {
  expect(await bundle(['x', '--data', '1', '--count', '9', '--report', '/nowhere/x.html'])).toMatchObject({
    status: 2,
    said: expect.stringContaining("cannot write '/nowhere/x.html'"),
  });
});
