import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { createSelfSignedCertificate } from '../../local-runtime/certificate';
import { closeAll, containerOf, pieces, startRuntime } from '../support/runtime';
import { installPackage } from './support/installed-package';
import { blocksOf } from './support/readme';
import { MODULE_RESOLUTIONS, typeErrors } from './support/type-errors';

const installed = installPackage();
const { folder = '', files = [], bytes = 0 } = typeof installed === 'string' ? {} : installed;
const size = bytes === 0 ? '' : `: ${(bytes / 1e6).toFixed(1)} MB`;

const testPackage = (name: string, body: () => void | Promise<void>): void =>
  typeof installed === 'string'
    ? test.skip(`${name} (skipped: ${installed})`, () => undefined)
    : test(name, async () => body());

/** This Node, and those that `NODE_BINARIES` names, as PATH names folders. */
const others = (process.env.NODE_BINARIES ?? '').split(delimiter).filter((binary) => binary !== '');
const NODES = [process.execPath, ...others].map((binary) => ({
  binary,
  version: execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim(),
}));
if (others.length === 0) test.skip('on other versions of Node (skipped: NODE_BINARIES names none)', () => undefined);

const [SERVICE = '', ...SNIPPETS] = blocksOf('js');
const [COMMON_JS = ''] = blocksOf('cjs');
const ROWS = '1,2\n3,4\n';
/** What the README's snippets go on from: the service, until it listens. */
const BEGINNING = SERVICE.slice(0, SERVICE.indexOf('const server ='));
const ALL_SNIPPETS = [BEGINNING, `const rows = ${JSON.stringify(ROWS)};`, ...SNIPPETS, 'await runtime.close();'];

let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  if (typeof installed === 'string') return;
  // It takes its time, so that the README's deadline of a few milliseconds is missed.
  const echo = containerOf(async ({ body }) => {
    await delay(100);
    return { body: pieces(body.toString()) };
  });
  const tls = await createSelfSignedCertificate('localhost');
  const { url } = await startRuntime({ container: echo, tls });
  const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
  write('ca.pem', tls.cert);
  write('service.mjs', SERVICE);
  write('snippets.mjs', ALL_SNIPPETS.join('\n'));
  write('service.cjs', COMMON_JS);
  env = {
    PATH: process.env.PATH,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    SAGEMAKER_CLIENT_ZONE: 'use1-az4',
    SAGEMAKER_CLIENT_CONFIG: JSON.stringify({
      region: 'us-east-1',
      endpointName: 'dev-diabetes',
      endpointUrl: `https://localhost:${url.port}`,
      zones: { 'use1-az4': { name: 'us-east-1a', dnsName: 'localhost' } },
    }),
  };
});
afterAll(async () => {
  await closeAll();
  if (typeof installed !== 'string') installed.end();
});

async function run(binary: string, args: readonly string[]) {
  const child = spawn(binary, args, { cwd: folder, env });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: status as number | null, stdout, stderr };
}

testPackage('the package has the code once, the types that can be reached, and nothing else', () => {
  const code = ['index', 'open-telemetry'].flatMap((entry) => [`${entry}.js`, `${entry}.mjs`, `${entry}.d.mts`]);
  expect(files.filter((file) => !file.endsWith('.d.ts'))).toEqual(
    ['LICENSE', 'README.md', 'package.json', ...code].sort(),
  );
  const contentOf = (file: string): string =>
    readFileSync(join(folder, 'node_modules', 'sagemaker-privatelink-client', file), 'utf8');
  const required = [...contentOf('index.js').matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name as string);
  expect([...new Set(required.filter((name) => !name.startsWith('node:')))].sort()).toEqual([
    '@aws-sdk/client-sagemaker-runtime',
    'undici',
  ]);
  expect(contentOf('open-telemetry.js')).not.toMatch(/\brequire\(/);
  const types = files
    .filter((file) => file.endsWith('.d.ts'))
    .map(contentOf)
    .join('\n');
  const packages = [...types.matchAll(/from '([^.'][^']*)'/g)].map(([, name]) => name as string);
  expect([...new Set(packages)]).toEqual(['@aws-sdk/client-sagemaker-runtime']);
});

testPackage(`installed, with the SDK, it takes less than 40 MB of disk${size}`, () => {
  expect(bytes).toBeGreaterThan(1e6);
  expect(bytes).toBeLessThan(40e6);
});

for (const resolution of MODULE_RESOLUTIONS) {
  testPackage(`types, strict, with those of libraries checked: ${resolution}`, () => {
    expect(typeErrors(folder, resolution)).toBe('');
  });
}

/** Asks a service that listens on a socket, as soon as it does. */
async function ask(socketPath: string, child: ChildProcess): Promise<string> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the service has ended');
    const sent = request({ socketPath, method: 'POST' });
    sent.end(ROWS);
    const [response] = (await once(sent, 'response').catch(() => [])) as [IncomingMessage?];
    if (response !== undefined) return text(response);
    await delay(50);
  }
}

for (const { binary, version } of NODES) {
  testPackage(`${version}: the README's service answers, and ends when it is asked to`, async () => {
    const port = join(folder, `${version}.sock`);
    const child = spawn(binary, ['service.mjs'], { cwd: folder, env: { ...env, PORT: port } });
    const ended = Promise.all([text(child.stderr), once(child, 'close')]);
    expect(await ask(port, child)).toBe(ROWS);
    child.kill('SIGTERM');
    const [stderr, [status]] = await ended;
    expect({ stderr, status: status as number | null }).toEqual({ stderr: '', status: 0 });
  });

  testPackage(`${version}: the README's other examples`, async () => {
    const { status, stdout, stderr } = await run(binary, ['snippets.mjs']);
    expect(stderr).toMatch(/^DeadlineError: no answer within 5 ms, .* (the model may have run|safe to repeat)\n$/);
    const [rows, report = ''] = [stdout.slice(0, ROWS.length), stdout.slice(ROWS.length)];
    expect(rows).toBe(ROWS);
    expect(report.replace(/Ms: [\d.]+/g, 'Ms: 1').split(/\s*\n\s*/)).toEqual([
      '{',
      "zone: 'use1-az4',",
      "address: '127.0.0.1',",
      'attempts: 1,',
      'cold: true,',
      'firstByteMs: 1,',
      'totalMs: 1,',
      'failed: false',
      '}',
      '',
    ]);
    expect(status).toBe(0);
  });

  testPackage(`${version}: the README's example in CommonJS`, async () => {
    const { status, stdout, stderr } = await run(binary, ['service.cjs']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^1,2,3 \{[^]*attempts: 1,[^]*zone: \{ id: 'use1-az4', name: 'us-east-1a' \}/);
  });

  testPackage(`${version}: an error is the same for ES modules and for CommonJS`, async () => {
    const code = `
      import { createRequire } from 'node:module';
      import * as esm from 'sagemaker-privatelink-client';
      import { openTelemetryHooks } from 'sagemaker-privatelink-client/open-telemetry';
      const require = createRequire(process.cwd() + '/');
      const commonJs = require('sagemaker-privatelink-client');
      const same = Object.keys(commonJs).filter((name) => commonJs[name] === esm[name]);
      const { version } = require('sagemaker-privatelink-client/package.json');
      console.log(same.includes('DeadlineError'), same.length === Object.keys(commonJs).length, version);
      console.log(require('sagemaker-privatelink-client/open-telemetry').openTelemetryHooks === openTelemetryHooks);`;
    const { stdout, stderr } = await run(binary, ['--input-type=module', '-e', code]);
    expect({ stdout, stderr }).toEqual({ stdout: 'true true 0.1.0\ntrue\n', stderr: '' });
  });
}
