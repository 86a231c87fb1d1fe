import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSelfSignedCertificate } from '../../../local-runtime/certificate';
import { FaultInjector } from '../../../local-runtime/fault-injector';
import { ROOT } from '../../support/settings';
import { closeAll, containerOf, EXPECTED, ROWS_FILE, startRuntime } from '../../support/runtime';

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
  readonly stdout: string;
  readonly stderr: string;
}

const start = (args: string[], cwd = folder, env: NodeJS.ProcessEnv = ENV) =>
  spawn(process.execPath, args, { cwd, env });

/** Waits for a command that runs beside this process, which answers it. */
function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
  return new Promise((done) => child.on('close', (status) => done({ status, stdout, stderr })));
}

/** Runs the bundle, and expects no library to warn of anything. */
async function bundle(args: string[], input = '', env: NodeJS.ProcessEnv = ENV): Promise<Ended> {
  const child = start(['invoke.mjs', ...args], folder, env);
  child.stdin.end(input);
  const end = await ended(child);
  expect(end.stderr).not.toMatch(/(NodeVersionSupport|Deprecation|Experimental)Warning/);
  return end;
}

test('the bundle, in an empty folder: a call, with the body on standard input', async () => {
  const { url } = await startRuntime();
  const { status, stdout } = await bundle(
    ['dev-diabetes', '--body', '-', '--endpoint-url', url.toString()],
    readFileSync(ROWS_FILE, 'utf8'),
  );
  expect(status).toBe(0);
  expect(stdout.split(',').map(Number)).toEqual(EXPECTED.map((value) => expect.closeTo(value, 5) as number));
});

test('a plain call goes over TLS to a name without unpacking the SDK, which reads what is an error', async () => {
  const tls = await createSelfSignedCertificate('127.0.0.1');
  const { url } = await startRuntime({ tls });
  writeFileSync(join(folder, 'certificate.pem'), tls.cert);
  const watch = `
    const zlib = require('node:zlib');
    const unpack = zlib.brotliDecompressSync;
    zlib.brotliDecompressSync = (text) => (process.stderr.write('unpacked '), unpack(text));`;
  writeFileSync(join(folder, 'watch.cjs'), watch);
  const env = { ...ENV, HOME: folder, NODE_EXTRA_CA_CERTS: 'certificate.pem', NODE_OPTIONS: '--require ./watch.cjs' };
  const call = ['dev-diabetes', '--endpoint-url', `https://localhost:${url.port}`];
  const answered = await bundle([...call, '--body', ROWS_FILE], '', env);
  expect([answered.status, answered.stdout.split(',').length]).toEqual([0, EXPECTED.length]);
  expect(answered.stderr).not.toContain('unpacked');
  const failed = await bundle([...call, '--data', '1,2'], '', env);
  expect([failed.status, failed.stderr]).toEqual([1, expect.stringMatching(/^unpacked ModelError: .* 400/)]);
});

test('the bundle, with credentials that only the SDK can fetch', async () => {
  const { url } = await startRuntime();
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        AccessKeyId: 'any',
        SecretAccessKey: 'any',
        Token: 'any',
        Expiration: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    ),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { status, stdout, stderr } = await bundle(
    ['dev-diabetes', '--body', ROWS_FILE, '--endpoint-url', url.toString()],
    '',
    {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_REGION: 'us-east-1',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    },
  );
  server.close();
  expect([status, stdout.split(',').length, stderr]).toEqual([0, EXPECTED.length, expect.stringContaining(' ms from')]);
});

test('the bundle measures, too, and writes its page', async () => {
  const { url } = await startRuntime();
  const call = ['dev-diabetes', '--body', ROWS_FILE, '--endpoint-url', url.toString()];
  const { status, stdout } = await bundle([...call, '--count', '20', '--report', 'page.html', '--json']);
  expect([status, (JSON.parse(stdout) as { hosts: { answered: number }[] }).hosts[0]?.answered]).toEqual([0, 20]);
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('</svg>');
});

test('from the sources, as npm run invoke does', async () => {
  const { url } = await startRuntime();
  const call = ['dev-diabetes', '--body', ROWS_FILE, '--endpoint-url', url.toString(), '--count', '20'];
  const child = start(['--require', './loader/typescript.cjs', 'commands/invoke/command.ts', ...call], ROOT);
  const { status, stdout, stderr } = await ended(child);
  expect({ status, values: stdout.split(',').length }).toEqual({ status: 0, values: 20 });
  expect(stderr).toContain('connections opened: 1');
  expect(stderr).not.toContain('\r');
});

test('the exit status: 1 for a call that fails, 2 for wrong usage', async () => {
  const { url } = await startRuntime();
  expect(await bundle(['dev-diabetes', '--data', '1,2', '--endpoint-url', url.toString()])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('ModelError: the container answered 400'),
  });
  expect(await bundle(['--data', 'x'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining("error: missing required argument 'endpoint'"),
  });
});

test('an interrupt ends it early, and it still reports', async () => {
  const model = new EventEmitter();
  let calls = 0;
  const container = containerOf(() => (model.emit(`call ${++calls}`), {}));
  const { url } = await startRuntime({ container });
  const call = ['dev-diabetes', '--body', ROWS_FILE, '--endpoint-url', url.toString()];
  const child = start(['invoke.mjs', ...call, '--count', '10000000', '--warmup', '2']);
  const end = ended(child);
  await once(model, 'call 10');
  child.kill('SIGINT');
  expect(await end).toMatchObject({ status: 0, stderr: expect.stringContaining('ended early') });
});

test('a call that is given up does not keep the process, nor does one that is interrupted', async () => {
  const model = new EventEmitter();
  const { url } = await startRuntime({
    faults: new FaultInjector({ stalls: 1 }, () => (model.emit('call'), 0)),
  });
  const call = ['dev-diabetes', '--data', '1', '--endpoint-url', url.toString()];
  expect(await bundle([...call, '--timeout', '300'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('no answer within 300 ms'),
  });
  const child = start(['invoke.mjs', ...call]);
  const end = ended(child);
  await once(model, 'call');
  child.kill('SIGINT');
  expect((await end).status).toBe(1);
});

test('a reader that closes the pipe early is not a failure', async () => {
  const { url } = await startRuntime();
  const call = `node invoke.mjs dev-diabetes --body ${ROWS_FILE} --endpoint-url ${url.toString()}`;
  const { stderr } = await ended(spawn('sh', ['-c', `${call} | true`], { cwd: folder, env: ENV }));
  expect(stderr).not.toContain('EPIPE');
});
