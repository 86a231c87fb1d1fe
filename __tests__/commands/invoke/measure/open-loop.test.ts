import { measure, type MeasureOptions, type Target } from '../../../../commands/invoke/measure/measure';
import { VirtualTime } from '../../../support/virtual-time';

let mockTime: VirtualTime;
/** How much too early, or too late, timers fire. */
let mockTimerErrorMs = 0;
jest.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => mockTime.wait(Math.max(0, ms + mockTimerErrorMs)),
  setImmediate: () => mockTime.wait(0),
}));
beforeEach(() => {
  mockTime = new VirtualTime();
  mockTimerErrorMs = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => mockTime.nowMs);
});
afterEach(() => jest.restoreAllMocks());

async function measured(
  latencyMs: (call: number) => number,
  changes: Partial<MeasureOptions>,
  sending: () => void = () => undefined,
) {
  const calls: number[] = [];
  const target: Target = {
    host: 'a',
    async call() {
      const latency = latencyMs(calls.push(mockTime.nowMs) - 1);
      sending();
      if (latency > 0) await mockTime.wait(latency);
      return { kind: 'answered', latencyMs: latency, attempts: 1 };
    },
  };
  const { signal } = new AbortController();
  const measurement = await mockTime.pass(measure([target], { concurrency: 64, warmup: 0, signal, ...changes }));
  return { calls, schedule: measurement.schedule, latencies: measurement.statsByHost.get('a')?.all };
}

test('a call that the open loop itself sends late is measured from when it was to be sent', async () => {
  const stalling = (call: number) => {
    if (call === 20) mockTime.nowMs += 400; // the process had no processor
    return 0;
  };
  const { latencies, schedule } = await measured(stalling, { count: 100, rate: 200 });
  expect(latencies?.percentileMs(90)).toBeGreaterThan(200);
  expect(schedule).toEqual({ sent: 100, late: 79, maxLateMs: 395, unsent: 0 });
});

test('it sends at its rate', async () => {
  const { calls, schedule } = await measured(() => 30, { count: 50, rate: 250 });
  expect(calls).toEqual(Array.from({ length: 50 }, (_, i) => i * 4));
  expect(schedule).toEqual({ sent: 50, late: 0, maxLateMs: 0, unsent: 0 });
});

test('a timer that fires early makes no call faster than it was', async () => {
  mockTimerErrorMs = -0.9;
  const { latencies } = await measured(() => 0.5, { count: 50, rate: 200 });
  expect(latencies?.minMs).toBe(0.5);
});

test('a timer that fires late is in the latency, and a little of it is no fault of the schedule', async () => {
  mockTimerErrorMs = 1;
  const { latencies, schedule } = await measured(() => 0.5, { count: 50, rate: 200 });
  expect(latencies?.maxMs).toBe(1.5);
  expect(schedule).toMatchObject({ late: 0, maxLateMs: 1 });
});

test('more than the target can take: so many are in flight and no more, and each counts from when it was due', async () => {
  let [inFlight, most] = [0, 0];
  const { latencies, schedule } = await measured(
    () => 10,
    { count: 1_000, rate: 20_000, concurrency: 4 },
    () => {
      most = Math.max(most, ++inFlight);
      void mockTime.wait(10).then(() => inFlight--);
    },
  );
  expect(most).toBeLessThanOrEqual(4);
  // 400 a second are answered: the last call of 1,000 was due after 50 ms and is answered after 2,500.
  expect(latencies?.count).toBe(1_000);
  expect(latencies?.maxMs).toBeCloseTo(2_450, -1);
  expect(schedule).toMatchObject({ sent: 1_000, unsent: 0 });
  expect(schedule?.late).toBeGreaterThan(900);
});

test('what was due before the end and could not be sent is counted', async () => {
  const { schedule } = await measured(() => 10, { durationMs: 100, rate: 1_000, concurrency: 1 });
  expect((schedule?.sent ?? 0) + (schedule?.unsent ?? 0)).toBe(101); // from 0 to 100 ms
  expect(schedule?.sent).toBeGreaterThanOrEqual(10);
  expect(schedule?.sent).toBeLessThanOrEqual(11);
});

test('calls that are all late do not keep the process from anything else', async () => {
  const sentAtTurn: number[] = [];
  let turn = 0;
  const others = async () => {
    for (; turn < 20; turn++) await mockTime.wait(0);
  };
  const working = () => {
    if (sentAtTurn.length === 0) void others();
    sentAtTurn.push(turn);
    mockTime.nowMs += 1; // so that the next is late already
    return 0;
  };
  await measured(working, { count: 1_000, rate: 20_000 });
  expect(turn).toBe(20);
  expect(sentAtTurn.filter((at) => at === 0).length).toBeLessThan(100);
});
