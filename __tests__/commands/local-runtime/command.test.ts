import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { runLocalRuntime } from '../../../commands/local-runtime/command-line';
import type { Terminal } from '../../../commands/shared/terminal';
import { keepingTerminal } from '../../support/keeping-terminal';
import { closeAll, openClient } from '../../support/runtime';

const folder = mkdtempSync(join(tmpdir(), 'local-runtime-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(closeAll);

/** Runs the command; what it listens on is handed to `use`, after which it is stopped. */
async function run(args: readonly string[], use: (address: string) => Promise<void> = () => Promise.resolve()) {
  const stop = new AbortController();
  const { terminal, kept } = keepingTerminal();
  let ended: Promise<number> | undefined;
  const listening = new Promise<string>((done) => {
    const watching: Terminal = {
      ...terminal,
      out(text) {
        terminal.out(text);
        const [, address] = /on (https?:\S+),/.exec(String(text)) ?? [];
        if (address !== undefined) done(address);
      },
    };
    ended = runLocalRuntime(args, watching, stop.signal);
  });
  await Promise.race([ended, listening.then(use)]);
  stop.abort();
  return { status: await ended, ...kept() };
}

test('it serves its endpoints until it is stopped: 0', async () => {
  const { status, stdout, stderr } = await run(
    ['--port', '0', '--endpoint', 'a', '--endpoint', 'b', '--error', 'ModelError=1'],
    async (address) => {
      const { client } = await openClient(address, { retries: 0 });
      const call = client.send(new InvokeEndpointCommand({ EndpointName: 'b', Body: Buffer.from('1') }));
      await expect(call).rejects.toMatchObject({ name: 'ModelError' });
    },
  );
  expect(stdout).toMatch(/^SageMaker Runtime on http:\/\/127\.0\.0\.1:\d+, endpoints: a, b\n$/);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('with TLS it writes its certificate, and says where', async () => {
  const certificate = join(folder, 'made.pem');
  const { status, stdout } = await run(['--port', '0', '--tls', '--certificate', certificate]);
  expect(stdout).toMatch(/^SageMaker Runtime on https:.+\nits certificate is in \S+made\.pem \(AWS_CA_BUNDLE, NODE/);
  expect(readFileSync(certificate, 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(status).toBe(0);
});

test('a container is asked for its metrics, as SageMaker does, and what comes of it is said', async () => {
  const container = createServer((request, response) => {
    response.writeHead(request.url === '/ping' ? 200 : 404).end();
  });
  await new Promise<void>((listening) => container.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(container.address() as AddressInfo).port}`;
  const { status, stdout, stderr } = await run(['--port', '0', '--container', url]);
  await new Promise((done) => container.close(done));
  expect(stdout).toMatch(/^SageMaker Runtime on .+\n$/);
  expect(stderr).toBe(`${url}/metrics answers 404: SageMaker has no metrics of the container's own, and needs none`);
  expect(status).toBe(0);
});

test('a container that does not answer: 1', async () => {
  expect(await run(['--port', '0', '--container', 'http://127.0.0.1:1'])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('127.0.0.1:1'),
  });
});

test.each([
  [['--port', '65536'], "option '--port <n>' argument '65536' is invalid. it must be 65535 at most."],
  [['--latency', '1.5'], 'it must be a whole number.'],
  [['--reset', '2'], 'it must be a number from 0 to 1.'],
  [['--endpoint', 'a_b'], 'it must be letters, digits and hyphens between them, 63 at most.'],
  [['--container', 'ftp://x'], 'it must be an http or https URL.'],
  [['--error', 'Nothing=1'], 'the name must be one of '],
  [['--error', 'ModelError=0.6', '--error', 'ThrottlingException=0.6'], 'is invalid. '],
])('wrong usage: 2 (%j)', async (args, message) => {
  expect(await run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('help goes to stdout: 0', async () => {
  expect(await run(['--help'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: local-runtime /),
    stderr: '',
  });
});
