import type { MeasureOptions } from '../../../../commands/invoke/measure/measure';
import { warmUp } from '../../../../commands/invoke/measure/warm-up';
import { VirtualTime } from '../../../support/virtual-time';

let mockTime: VirtualTime;
jest.mock('node:timers/promises', () => ({ setTimeout: (ms: number) => mockTime.wait(ms) }));
beforeEach(() => (mockTime = new VirtualTime()));

async function warmed(latencyMs: number, changes: Partial<MeasureOptions> = {}, hosts = 1) {
  let [calls, inFlight, most] = [0, 0, 0];
  const call = async () => {
    calls++;
    most = Math.max(most, ++inFlight);
    await mockTime.wait(latencyMs);
    inFlight--;
  };
  const { signal } = new AbortController();
  await mockTime.pass(warmUp({ concurrency: 1, signal, ...changes }, hosts, call));
  return { calls, tookMs: mockTime.nowMs, most };
}

test('a fast endpoint gets thousands of calls, in less than the time', async () => {
  expect(await warmed(0.25)).toEqual({ calls: 4_000, tookMs: 1_000, most: 1 });
});

test('a slow one gets what the time allows', async () => {
  expect(await warmed(20, { concurrency: 8 })).toEqual({ calls: 800, tookMs: 2_000, most: 8 });
});

test('every connection is used twice, however slow that is', async () => {
  expect(await warmed(5_000, { concurrency: 8 }, 2)).toEqual({ calls: 32, tookMs: 20_000, most: 8 });
});

test('few calls that count need few before them', async () => {
  expect((await warmed(1, { count: 10 })).calls).toBe(40);
});

test('with a rate, connections are opened, and then one caller is no load', async () => {
  let calls = 0;
  let most = 0;
  let inFlight = 0;
  const call = async () => {
    if (++calls > 8) most = Math.max(most, ++inFlight);
    await mockTime.wait(20);
    if (calls > 8) inFlight--;
  };
  const { signal } = new AbortController();
  await mockTime.pass(warmUp({ concurrency: 4, rate: 5, signal }, 1, call));
  expect(most).toBe(1);
  expect(calls).toBe(8 + 98);
});

test('so many as are asked for, and none where none are', async () => {
  expect(await warmed(5_000, { warmup: 3 })).toEqual({ calls: 3, tookMs: 15_000, most: 1 });
  mockTime = new VirtualTime();
  expect((await warmed(1, { warmup: 0 })).calls).toBe(0);
});
