import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, createSelfSignedCertificate } from '../../local-runtime/certificate';
import { closeAll, CREDENTIALS, echo, startRuntime } from '../support/runtime';
import { ROOT } from '../support/settings';

const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const testWithBoto3 = (name: string, body: () => Promise<void>) =>
  hasBoto3 ? test(name, body) : test.skip(`${name} (skipped: python3 has no boto3)`, body);

const program = /^```python\n(.*?)^```/ms.exec(readFileSync(join(ROOT, 'docs', 'other-clients.md'), 'utf8'))?.[1] ?? '';

describe('the program for boto3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'other-clients-'));
  let tls: Certificate;
  beforeAll(async () => {
    tls = await createSelfSignedCertificate('127.0.0.1');
    writeFileSync(join(folder, 'program.py'), program);
    writeFileSync(join(folder, 'ca.pem'), tls.cert);
  });
  afterEach(closeAll);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A runtime that answers with its name before what it was sent. */
  async function runtime(name: string, faults = {}): Promise<string> {
    const container = {
      invoke: async (...given: Parameters<typeof echo.invoke>) => {
        const answer = await echo.invoke(...given);
        return { ...answer, body: named(name, answer.body) };
      },
    };
    const { url } = await startRuntime({ tls, container, faults });
    return `localhost:${url.port}`;
  }
  async function* named(name: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${name} `);
    yield* body;
  }

  function run(zonal: string, regional: string, zone: string, lines: readonly string[]): Promise<string[]> {
    const config = {
      region: 'us-east-1',
      endpointName: 'dev-diabetes',
      endpointUrl: `https://${regional}`,
      zones: { 'use1-az4': { name: 'us-east-1a', dnsName: zonal } },
    };
    const python = spawn('python3', [join(folder, 'program.py')], {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_CA_BUNDLE: join(folder, 'ca.pem'),
        SAGEMAKER_CLIENT_CONFIG: JSON.stringify(config),
        SAGEMAKER_CLIENT_ZONE: zone,
      },
    });
    python.stdin.end(lines.join('\n'));
    let [stdout, stderr] = ['', ''];
    python.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    python.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    return new Promise((resolve, reject) =>
      python.once('close', (status) => (status === 0 ? resolve(stdout.trim().split('\n')) : reject(new Error(stderr)))),
    );
  }

  testWithBoto3('calls in its own zone, by the zone’s id or name', async () => {
    const [zonal, regional] = [await runtime('zonal'), await runtime('regional')];
    expect(await run(zonal, regional, 'use1-az4', ['1', '2'])).toEqual(['zonal 1', 'zonal 2']);
    expect(await run(zonal, regional, 'us-east-1a', ['1'])).toEqual(['zonal 1']);
  });

  testWithBoto3('calls by the regional name where its zone has no name', async () => {
    const [zonal, regional] = [await runtime('zonal'), await runtime('regional')];
    expect(await run(zonal, regional, 'use1-az6', ['1'])).toEqual(['regional 1']);
  });

  testWithBoto3('goes on by the regional name where its zone is gone, and does not try it on every call', async () => {
    let connections = 0;
    const gone = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((listening) => gone.listen(0, '127.0.0.1', listening));
    const lines = ['1', '2', '3', '4', '5'];
    const zonal = `localhost:${(gone.address() as AddressInfo).port}`;
    const answers = await run(zonal, await runtime('regional'), 'use1-az4', lines);
    gone.close();
    expect(answers).toEqual(lines.map((line) => `regional ${line}`));
    expect(connections).toBeGreaterThan(0);
    expect(connections).toBeLessThan(lines.length);
  });

  testWithBoto3(
    'goes on by the regional name after an error that may pass, but not after the model’s own',
    async () => {
      const regional = await runtime('regional');
      const unavailable = await runtime('zonal', { errors: { ServiceUnavailable: 1 } });
      expect(await run(unavailable, regional, 'use1-az4', ['1'])).toEqual(['regional 1']);
      const broken = await runtime('zonal', { errors: { ModelError: 1 } });
      await expect(run(broken, regional, 'use1-az4', ['1'])).rejects.toThrow('ModelError');
    },
  );
});
