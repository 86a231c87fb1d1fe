import { readFileSync } from 'node:fs';
import type { InvokeReport } from '../../../commands/invoke/report/report';
import { containerOf, echo, ROWS, startRuntime } from '../../support/runtime';
import { invokeFixtures, run } from './support/invoking';

const { pathOf } = invokeFixtures();

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

  test.each([
    ['use1-az4', 'use1-az4'],
    ['us-east-1a', 'us-east-1a'],
  ])('the environment sets the zone of this machine to %s', async (given, zone) => {
    jest.replaceProperty(process, 'env', { ...process.env, SAGEMAKER_CLIENT_ZONE: given });
    const { url } = await startRuntime();
    const { stdout, stderr } = await run(undefined, { host: [String(url)], count: 2, json: true });
    expect((JSON.parse(stdout) as InvokeReport).clientZone).toBe(zone);
    expect(stderr).toContain(`this machine is in zone ${zone}\n`);
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
    const { status, stderr } = await run(url, { count: 1e9, warmup: 2 }, stop.signal);
    expect(status).toBe(0);
    expect(stderr).toContain('ended early');
  });

  test('a page that needs nothing else, whatever names are in it', async () => {
    const { url } = await startRuntime({ container: echo });
    const report = pathOf('report.html');
    await run(url, { count: 50, report, zone: '<script>alert(1)</script>' });
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('<h1>Latency of dev-diabetes</h1>');
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).not.toMatch(/<script|https?:\/\/|NaN|undefined|Infinity/);
    expect(page).toContain('&lt;script&gt;');
  });
});
