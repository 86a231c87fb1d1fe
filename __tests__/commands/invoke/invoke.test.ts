import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../../commands/shared/cli';
import { invoke } from '../../../commands/invoke/invoke';
import type { InvokeOptions } from '../../../commands/invoke/options';
import type { InvokeReport } from '../../../commands/invoke/report/report';
import { isPrivate, zoneOfThisMachine } from '../../../commands/shared/resolution';
import {
  closeAll,
  containerOf,
  echo,
  EXPECTED,
  pieces,
  ROWS,
  startRuntime,
  withCredentials,
} from '../../support/runtime';
import { keepingTerminal } from '../../support/keeping-terminal';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invoke-'));
  withCredentials();
});
afterEach(closeAll);
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: string | Buffer) => {
  const path = join(folder, `${Math.random()}`);
  writeFileSync(path, content);
  return path;
};

async function run(
  url: URL | string | undefined,
  changes: Partial<InvokeOptions> = {},
  stop = new AbortController().signal,
) {
  const options: InvokeOptions = {
    endpoint: 'dev-diabetes',
    contentType: 'text/csv',
    region: 'us-east-1',
    ...(url !== undefined && { endpointUrl: String(url) }),
    host: [],
    timeout: 250_000,
    retries: 0,
    concurrency: 1,
    ...(changes.body === undefined && changes.data === undefined && { body: file(ROWS) }),
    ...changes,
  };
  const { terminal, kept } = keepingTerminal();
  const status = await invoke(options, terminal, stop);
  return { status, ...kept() };
}

test('stdout is the answer’s bytes and nothing else', async () => {
  const { url } = await startRuntime();
  const { status, stdout, stderr } = await run(url);
  expect(status).toBe(0);
  expect(stdout.split(',').map(Number)).toEqual(EXPECTED.map((value) => expect.closeTo(value, 5) as number));
  expect(stderr).toMatch(/^[\d.]+ ms from 127\.0\.0\.1:\d+, a new connection included, variant primary$/);
});

test('a stream is printed as it arrives', async () => {
  const { url } = await startRuntime({ container: containerOf(() => ({ body: pieces('one ', 'two ', 'three') })) });
  expect(await run(url, { stream: true })).toMatchObject({ status: 0, stdout: 'one two three' });
});

test('what is sent is what is given', async () => {
  let got: { body: string; headers: object } | undefined;
  const container = containerOf(({ body, headers }) => {
    got = { body: body.toString(), headers };
    return {};
  });
  const { url } = await startRuntime({ container });
  await run(url, {
    data: '1,2',
    contentType: 'application/x',
    accept: 'text/y',
    targetVariant: 'primary',
    targetModel: 'm',
    inferenceId: 'i',
    customAttributes: 'c',
  });
  expect(got).toEqual({
    body: '1,2',
    headers: {
      'content-type': 'application/x',
      accept: 'text/y',
      'x-amzn-sagemaker-target-variant': 'primary',
      'x-amzn-sagemaker-target-model': 'm',
      'x-amzn-sagemaker-inference-id': 'i',
      'x-amzn-sagemaker-custom-attributes': 'c',
    },
  });
});

test.each<[string, Partial<InvokeOptions>, string]>([
  ['no body', {}, 'no body: give --body FILE, --body - for standard input, or --data TEXT'],
  ['two bodies', { data: 'x', body: 'y' }, '--body and --data are both given: keep one'],
  ['a file that is not there', { body: '/nowhere' }, "cannot read '/nowhere': ENOENT"],
])('%s is wrong usage, before anything is sent', async (_, changes, message) => {
  const options = {
    endpoint: 'x',
    contentType: 'text/csv',
    host: [],
    timeout: 1,
    retries: 0,
    concurrency: 1,
    ...changes,
  } as InvokeOptions;
  const call = invoke(options, keepingTerminal().terminal, new AbortController().signal);
  await expect(call).rejects.toThrow(message);
  await expect(call).rejects.toBeInstanceOf(UsageError);
});

test('a body above 25 MB is not sent; one above 6 MB is, with a word', async () => {
  const { url } = await startRuntime({ container: echo });
  await expect(run(url, { body: file(Buffer.alloc(25 * 1024 * 1024 + 1)) })).rejects.toThrow(
    'has 26214401 bytes, and SageMaker takes 26214400 (25 MB)',
  );
  const { status, stderr } = await run(url, { body: file(Buffer.alloc(6_291_457, 'x')) });
  expect(status).toBe(0);
  expect(stderr).toContain("the body has 6291457 bytes; SageMaker's API model says 6291456 at most");
});

test.each<[string, Record<string, number>, Partial<InvokeOptions>, string[]]>([
  [
    'ModelError',
    {},
    { data: '1,2' },
    [
      'ModelError: the container answered 400: Unable to evaluate payload',
      'look: its log: aws logs tail /aws/sagemaker/Endpoints/dev-diabetes --region us-east-1',
      'do:   the model does not take this body',
    ],
  ],
  [
    'an unknown endpoint',
    {},
    { endpoint: 'dev-other' },
    [
      'ValidationError: Endpoint dev-other of account 123456789012 not found.',
      'aws sagemaker list-endpoints --region us-east-1 --name-contains dev-other',
    ],
  ],
  [
    'a mixed-case name that is denied',
    { AccessDeniedException: 1 },
    { endpoint: 'dev-Diabetes' },
    [
      'AccessDeniedException: User is not authorized',
      "do:   SageMaker's ARNs are in lower case, and the policy is for one: call dev-diabetes",
    ],
  ],
  [
    'a caller that is denied',
    { AccessDeniedException: 1 },
    {},
    ['the caller needs the caller policy (output caller_policy_arn)'],
  ],
])('%s says what happened and what to do', async (_, errors, changes, expected) => {
  const { url } = await startRuntime({ faults: { errors } });
  const { status, stdout, stderr } = await run(url, changes);
  expect([status, stdout]).toEqual([1, '']);
  expected.forEach((text) => expect(stderr).toContain(text));
});

test.each([
  ['nothing listens', 'http://127.0.0.1:1', 'ECONNREFUSED: 127.0.0.1:1 refuses connections'],
  ['the name does not resolve', 'https://no-such-name.invalid', 'no-such-name.invalid does not resolve'],
])('%s', async (_, url, expected) => {
  const { status, stderr } = await run(url);
  expect(status).toBe(1);
  expect(stderr).toContain(expected);
});

test.each([{}, { count: 2 }])('a server that is no Runtime (%j)', async (changes) => {
  const server = createServer((_, response) => response.writeHead(500).end('oops'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { status, stderr } = await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, changes);
  server.closeAllConnections();
  server.close();
  expect(status).toBe(1);
  expect(stderr).toContain("answered something that is not SageMaker Runtime's");
});

test.each([{}, { count: 2 }])('an address with a path (%j)', async (changes) => {
  const { url } = await startRuntime();
  const { stderr } = await run(new URL('/base', url), changes);
  expect(stderr).toContain('does not implement POST /base/endpoints/dev-diabetes/invocations');
});

test('no answer in time', async () => {
  const { url } = await startRuntime({ faults: { stalls: 1 } });
  const { stderr } = await run(url, { timeout: 100 });
  expect(stderr).toContain('TimeoutError: no answer within 100 ms');
});

test('no credentials', async () => {
  const { url } = await startRuntime();
  const kept = { ...process.env };
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  const ended = [await run(url), await run(url, { count: 100 })];
  process.env = kept;
  ended.forEach(({ status, stderr }) => {
    expect(status).toBe(1);
    expect(stderr).toContain('CredentialsProviderError: no credentials:');
    expect(stderr).not.toContain('answers per second');
  });
});

describe('measuring', () => {
  test('the way there, the figures, and the answer', async () => {
    const { url } = await startRuntime();
    const { status, stdout, stderr } = await run(url, { count: 60, concurrency: 3, zone: 'use1-az4' });
    expect(status).toBe(0);
    expect(stdout.split(',')).toHaveLength(20);
    expect(stderr).toMatch(
      /^127\.0\.0\.1:\d+ resolves to 127\.0\.0\.1 \(all private; [\d.]+ ms\)\nthis machine is in zone use1-az4, as --zone says\n/,
    );
    expect(stderr).toContain('closed loop: 3 at a time, each as soon as another ends');
    expect(stderr).toMatch(/all {5}60 /);
    expect(stderr).toContain('connections opened: 3; to 127.0.0.1 (60)');
    expect(stderr).toContain('p99: too few samples for an interval');
  });

  test('as JSON, with units in its names', async () => {
    const { url } = await startRuntime({ container: echo, faults: { errors: { ModelError: 0.3 } } });
    const { status, stdout, stderr } = await run(url, { count: 200, json: true });
    const figures = JSON.parse(stdout) as InvokeReport;
    expect(status).toBe(1);
    expect(figures).toMatchObject({
      endpoint: 'dev-diabetes',
      loop: 'closed',
      concurrency: 1,
      ratePerSecond: null,
      bodyBytes: ROWS.length,
      interrupted: false,
    });
    const [host] = figures.hosts;
    expect((host?.answered ?? 0) + (host?.failed ?? 0)).toBe(200);
    expect(host?.errors).toEqual({ ModelError: host?.failed });
    expect(host?.latency.p50Ms).toBeGreaterThan(0);
    expect(stderr).toContain('ModelError: the container answered 500: ordered');
  });

  test('several names of one endpoint, side by side', async () => {
    let nowMs = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const taking = (ms: number) => containerOf(() => ((nowMs += ms), {}));
    const slow = await startRuntime({ container: taking(30) }, 0, '127.0.0.2');
    const fast = await startRuntime({ container: taking(1) });
    const { status, stdout } = await run(undefined, {
      host: [slow.url.origin, fast.url.origin],
      count: 40,
      json: true,
    });
    const [first, second] = (JSON.parse(stdout) as InvokeReport).hosts;
    expect(status).toBe(0);
    expect([first?.answered, second?.answered]).toEqual([20, 20]);
    expect(first?.latency.p50Ms).toBeCloseTo(30, 1);
    expect(second?.latency.p50Ms).toBeCloseTo(1, 1);
    expect([Object.keys(first?.callsByAddress ?? {}), Object.keys(second?.callsByAddress ?? {})]).toEqual([
      ['127.0.0.2'],
      ['127.0.0.1'],
    ]);
  });

  test('in the open loop calls do not wait for connections, unless told so', async () => {
    const waiting: (() => void)[] = [];
    // Nothing is answered until four calls are under way.
    const container = containerOf(async () => {
      await new Promise<void>((answer) => waiting.push(answer) === 4 && waiting.forEach((one) => one()));
      return {};
    });
    const { url } = await startRuntime({ container });
    const { stdout } = await run(url, { concurrency: undefined, rate: 100, count: 4, warmup: 0, json: true });
    const figures = JSON.parse(stdout) as InvokeReport;
    expect(figures).toMatchObject({ loop: 'open', concurrency: 64, ratePerSecond: 100 });
    expect(figures.hosts[0]?.connectionsOpened).toBe(4); // of 64 that there might be
  });

  test('a name that is given twice', async () => {
    await expect(run(undefined, { host: ['a', 'a'] })).rejects.toThrow('--host a is given twice: give each name once');
  });

  test('streams have a time to their first byte', async () => {
    const { url } = await startRuntime();
    const { stdout } = await run(url, { stream: true, count: 5, json: true });
    expect((JSON.parse(stdout) as InvokeReport).hosts[0]?.firstByte).toMatchObject({ samples: 5 });
  });

  test('it ends early and still reports', async () => {
    const stop = new AbortController();
    let calls = 0;
    const container = containerOf(() => (++calls === 10 && stop.abort(), {}));
    const { url } = await startRuntime({ container });
    const { status, stderr } = await run(url, { count: 1e9 }, stop.signal);
    expect(status).toBe(0);
    expect(stderr).toContain('ended early');
  });

  test('a page that needs nothing else, whatever names are in it', async () => {
    const { url } = await startRuntime({ container: echo });
    const report = join(folder, 'report.html');
    await run(url, { count: 50, report, zone: '<script>alert(1)</script>' });
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('<h1>Latency of dev-diabetes</h1>');
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).not.toMatch(/<script|https?:\/\/|NaN|undefined|Infinity/);
    expect(page).toContain('&lt;script&gt;');
  });
});

test('no region', async () => {
  const kept = { ...process.env };
  Object.assign(process.env, { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  const { status, stderr } = await run('http://127.0.0.1:1', { region: undefined });
  process.env = kept;
  expect([status, stderr]).toEqual([1, 'Error: no region\n  do:   say --region, or set AWS_REGION']);
});

describe('the zone of this machine', () => {
  test('is asked of EC2’s instance metadata, by a token', async () => {
    const server = createServer((request, response) => {
      const token = request.headers['x-aws-ec2-metadata-token'];
      if (request.method === 'PUT') return void response.end('the-token');
      const path = '/latest/meta-data/placement/availability-zone-id';
      response.writeHead(token === 'the-token' && request.url === path ? 200 : 401).end('use1-az4');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal); // as long as it takes
    const kept = { ...process.env };
    Reflect.deleteProperty(process.env, 'AWS_EC2_METADATA_DISABLED');
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await zoneOfThisMachine()).toBe('use1-az4');
    process.env = kept;
    server.closeAllConnections();
    server.close();
    expect(await zoneOfThisMachine()).toBeUndefined();
  });
});

test.each([
  ['10.0.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.1', true],
  ['127.0.0.2', true],
  ['fd00::1', true],
  ['172.32.0.1', false],
  ['52.1.2.3', false],
  ['2600:1f18::1', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});
