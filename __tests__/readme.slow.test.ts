import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureText } from './commands/review/fixtures';
import { copyProject } from './support/copy-project';
import { ROOT } from './support/settings';

/** The lines of README's shell blocks, each a command; lines that end in a backslash go on. */
function commandsOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/```sh\n([^]*?)```/g)].map(([, block]) => block as string);
  const lines = blocks.flatMap((block) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'));
  return lines.map((line) => line.replace(/(^|\s)#.*/, '').trim()).filter((line) => line !== '');
}

const COMMANDS = commandsOf(readFileSync(join(ROOT, 'README.md'), 'utf8'));
/** What an account is needed for; and `npm test`, which runs this file. */
const NOT_RUN = /^(npx cdktf |terraform -chdir=|npm run --silent (status|probe) |npm ci && npm test$)/;
const SERVERS = /^npm run local-runtime/;
const AWS_CLI = / aws /;

/** A copy of the project, as a user has it after `npm ci`, with the two plans that README's review reads. */
let project: string;
const servers: ChildProcess[] = [];
const container = createServer((request, response) => void request.resume().on('end', () => response.end('ok')));

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'readme-'));
  copyProject(project);
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  const clientConfig = { region: 'us-east-1', endpointName: 'dev-diabetes', endpointUrl: 'https://any', zones: {} };
  writeFileSync(join(project, 'client-config.json'), JSON.stringify(clientConfig));
  writeFileSync(join(project, 'dev-network.json'), fixtureText('network-created'));
  writeFileSync(join(project, 'dev-diabetes.json'), fixtureText('endpoint-instance-type'));
  await new Promise<void>((listening) => container.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  await Promise.all(servers.map(ended));
  container.close();
  rmSync(project, { recursive: true });
});

const ended = (server: ChildProcess): Promise<void> =>
  new Promise((closed) => {
    server.once('close', () => closed());
    process.kill(-(server.pid as number), 'SIGTERM');
  });

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ENV = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** In a group of its own, so that npm and what npm starts end together. */
const start = (command: string, env: NodeJS.ProcessEnv = {}) =>
  spawn('sh', ['-c', command], { cwd: project, env: { ...ENV, ...env }, detached: true });

/** Into files, since Node's pipes are sockets, and /dev/stdout cannot be opened where it is one. */
function run(command: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const [out, talk] = [join(project, 'stdout'), join(project, 'stderr')];
  const child = start(`(${command}) > '${out}' 2> '${talk}'`, env);
  return new Promise((done) =>
    child.on('close', (status) =>
      done({ status, stdout: readFileSync(out, 'utf8'), stderr: readFileSync(talk, 'utf8') }),
    ),
  );
}

/** Starts a server at a port that is free, and answers its address as soon as it says that it listens. */
function serve(command: string): Promise<string> {
  const { port } = container.address() as AddressInfo;
  const own = command.replace(/ --port \d+/, '').replace('127.0.0.1:8501', `127.0.0.1:${port}`);
  const server = start(`${own}${own.includes(' -- ') ? '' : ' --'} --port 0`);
  servers.push(server);
  let output = '';
  return new Promise((listening, failed) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (data: Buffer) => {
        output += data.toString();
        const [address] = /http:\/\/127\.0\.0\.1:\d+(?=, endpoints: )/.exec(output) ?? [];
        if (address !== undefined) listening(address);
      });
    server.on('close', () => failed(new Error(`'${command}' ended: ${output}`)));
  });
}

/** With what stands for the reader's own in its place, and without what would take a minute. */
const asRun = (command: string, [url, otherUrl]: readonly string[]): string =>
  command
    .replace('http://127.0.0.1:8080', `${url}`)
    .replace('--host NAME --host OTHER_NAME', `--host ${url} --host ${otherUrl}`)
    .replace('--duration 60', '--duration 1')
    .replace('BASE_CDKTF_OUT', 'cdktf.out')
    .replace(/^npm ci && /, '')
    // In the VPC, private DNS leads there.
    .replace(/^npm run --silent invoke (?!.*--host).*/, (call) => `${call} --endpoint-url ${url}`);

const runtimes = () => Promise.all(Array.from({ length: 2 }, () => serve('npm run local-runtime')));

/** A caller has some; what the AWS CLI needs stands in its line. */
const credentialsOf = (command: string): NodeJS.ProcessEnv =>
  AWS_CLI.test(command) ? {} : { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

async function expectToRun(command: string, urls: readonly string[], exported: NodeJS.ProcessEnv = {}): Promise<void> {
  const { status, stdout, stderr } = await run(asRun(command, urls), { ...credentialsOf(command), ...exported });
  const talk = status === 0 ? '' : stderr.slice(-1_500);
  expect({ command, status, talk }).toEqual({ command, status: 0, talk: '' });
  expect(`${stdout}${stderr}`).not.toMatch(/(NodeVersionSupport|Deprecation|Experimental)Warning/);
}

test('every command of README that needs no account runs as it stands there', async () => {
  const urls = await runtimes();
  const exported: Record<string, string> = {};
  let count = 0;
  for (const command of COMMANDS.filter((one) => ![NOT_RUN, SERVERS, AWS_CLI].some((kind) => kind.test(one)))) {
    const [, name, value] = /^export (\w+)=(\S+)$/.exec(command) ?? [];
    if (name === undefined) await expectToRun(command, urls, exported);
    else exported[name] = value as string;
    count++;
  }
  expect(count).toBeGreaterThan(7);
});

test('every server of README starts', async () => {
  const servers = COMMANDS.filter((command) => SERVERS.test(command));
  expect(servers).toHaveLength(3);
  await Promise.all(servers.map(serve));
});

const awsCli = spawnSync('aws', ['--version']).status === 0;
(awsCli ? test : test.skip)(
  `the AWS CLI calls a local runtime${awsCli ? '' : ' (skipped: aws is not on the PATH)'}`,
  async () => {
    const calls = COMMANDS.filter((command) => AWS_CLI.test(command));
    expect(calls).toHaveLength(1);
    const urls = await runtimes();
    for (const call of calls) await expectToRun(call, urls);
  },
);
