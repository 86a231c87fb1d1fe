import fc from 'fast-check';
import { TimeSeries } from '../../../commands/invoke/measure/time-series';
import { LatencyHistogram } from '../../../commands/invoke/measure/latency-histogram';
import { measure, type MeasureOptions, type Target } from '../../../commands/invoke/measure/measure';
import { TimedLatencies } from '../../../commands/invoke/measure/timed-latencies';
import { HostStats } from '../../../commands/invoke/measure/host-stats';
import { VirtualTime } from '../../support/virtual-time';

let mockTime: VirtualTime;
jest.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => mockTime.wait(ms),
  setImmediate: () => mockTime.wait(0),
}));
beforeEach(() => {
  mockTime = new VirtualTime();
  jest.spyOn(performance, 'now').mockImplementation(() => mockTime.nowMs);
});
afterEach(() => jest.restoreAllMocks());

const recorded = (values: readonly number[]) => {
  const latencies = new LatencyHistogram();
  values.forEach((value) => latencies.record(value));
  return latencies;
};

test('percentiles are those of the values by nearest rank, to 0.1 % and a microsecond', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 500 }),
      (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const latencies = recorded(values);
        for (const percent of [50, 90, 99, 100]) {
          const expected = sorted[Math.max(1, Math.floor((percent / 100) * sorted.length + 0.5)) - 1] as number;
          expect(Math.abs(latencies.percentileMs(percent) - expected)).toBeLessThanOrEqual(expected * 0.002 + 0.002);
        }
      },
    ),
  );
});

test('without a value there is none', () => {
  expect(new LatencyHistogram()).toMatchObject({ count: 0, minMs: NaN, meanMs: NaN, maxMs: NaN });
  expect(new LatencyHistogram().percentileMs(50)).toBeNaN();
  expect(new TimedLatencies().confidenceInterval(99)).toBeUndefined();
});

test('the time series holds every call, in slots that grow', () => {
  const series = new TimeSeries();
  for (let at = 0; at < 100_000; at += 10) series.record(at, at % 1_000 === 0 ? undefined : 5);
  const slots = series.slots();
  expect(slots.length).toBeLessThanOrEqual(120);
  expect(slots.reduce((sum, { answered, failed }) => sum + answered + failed, 0)).toBe(10_000);
  expect(slots.reduce((sum, { failed }) => sum + failed, 0)).toBe(100);
  expect(slots.at(-1)?.toMs).toBeGreaterThanOrEqual(99_990);
});

test('cold and warm calls are told apart, failed ones by their kind', () => {
  const stats = new HostStats();
  const connection = {
    number: 1,
    hostname: 'h',
    addresses: ['10.0.0.1'],
    address: '10.0.0.1',
    dnsMs: 0,
    connectMs: 0,
    tcpMs: 0,
  };
  stats.record(1, { kind: 'answered', latencyMs: 50, attempts: 1, connection: { ...connection, cold: true } });
  stats.record(2, { kind: 'answered', latencyMs: 5, attempts: 1, connection: { ...connection, cold: false } });
  stats.record(3, { kind: 'failed', latencyMs: 1, attempts: 1, error: 'ModelError' });
  expect([stats.cold.count, stats.warm.count, stats.all.count, stats.answered, stats.failed]).toEqual([1, 1, 2, 2, 1]);
  expect(Object.fromEntries(stats.errors)).toEqual({ ModelError: 1 });
  expect(Object.fromEntries(stats.addresses)).toEqual({ '10.0.0.1': 2 });
});

const options = (changes: Partial<MeasureOptions>): MeasureOptions => ({
  concurrency: 1,
  warmup: 0,
  signal: new AbortController().signal,
  ...changes,
});

const measured = (targets: readonly Target[], changes: Partial<MeasureOptions>) =>
  mockTime.pass(measure(targets, options(changes)));

function target(host: string, latencyMs: (call: number) => number) {
  const calls: number[] = [];
  const made: Target = {
    host,
    async call() {
      const latency = latencyMs(calls.push(mockTime.nowMs) - 1);
      if (latency > 0) await mockTime.wait(latency);
      return { kind: 'answered', latencyMs: latency, attempts: 1 };
    },
  };
  return { made, calls };
}

test('warm-up is called and not counted', async () => {
  const { made, calls } = target('a', () => 0);
  const { statsByHost } = await measured([made], { count: 10, warmup: 5, concurrency: 2 });
  expect([calls.length, statsByHost.get('a')?.answered]).toEqual([15, 10]);
});

test('hosts are called alike, in shuffled rounds', async () => {
  const order: string[] = [];
  const hosts = ['a', 'b', 'c'].map((host): Target => ({
    host,
    call: () => (order.push(host), Promise.resolve({ kind: 'answered', latencyMs: 1, attempts: 1 })),
  }));
  const { statsByHost } = await measured(hosts, { count: 300 });
  expect([...statsByHost.values()].map(({ answered }) => answered)).toEqual([100, 100, 100]);
  for (let i = 0; i < 300; i += 3) expect(order.slice(i, i + 3).toSorted()).toEqual(['a', 'b', 'c']);
  expect(new Set(Array.from({ length: 100 }, (_, i) => order.slice(i * 3, i * 3 + 3).join(''))).size).toBeGreaterThan(
    3,
  );
});

test('a stall is hidden by the closed loop, and shown by the open one in every call that it delayed', async () => {
  const stalls = () => {
    let until = 0;
    return target('a', (call) => {
      if (call === 20) until = mockTime.nowMs + 400;
      return Math.max(0, until - mockTime.nowMs);
    }).made;
  };
  const closed = (await measured([stalls()], { count: 100 })).statsByHost.get('a');
  const open = await measured([stalls()], { count: 100, rate: 200 });
  expect(open.loop).toBe('open');
  expect(closed?.all.percentileMs(90)).toBeLessThan((open.statsByHost.get('a')?.all.percentileMs(90) ?? 0) / 2);
  expect(open.statsByHost.get('a')?.all.percentileMs(90)).toBeGreaterThan(200);
});

test('it ends after its duration, or when it is stopped, and tells what it has', async () => {
  const timed = await measured([target('a', () => 5).made], { durationMs: 100 });
  expect(timed).toMatchObject({ interrupted: false, elapsedMs: 100 });
  const signal = mockTime.timeout(60);
  const stopped = await measured([target('a', () => 5).made], { count: 1e9, signal });
  expect(stopped.interrupted).toBe(true);
  expect(stopped.statsByHost.get('a')?.answered).toBe(12);
});
