import { TimedLatencies } from '../../../../commands/invoke/measure/timed-latencies';

const timed = (calls: readonly (readonly [endedMs: number, ms: number])[]) => {
  const latencies = new TimedLatencies();
  calls.forEach(([endedMs, ms]) => latencies.recordAt(endedMs, ms));
  return latencies;
};

test('of a percentile with few samples beyond it, no interval is told', () => {
  const values = (count: number) => timed(Array.from({ length: count }, (_, i) => [i, i + 1] as const));
  expect(values(999).hasEnoughFor(99)).toBe(false);
  expect(values(1_000).hasEnoughFor(99)).toBe(true);
  expect(values(999).confidenceInterval(99)).toBeUndefined();
  expect(values(1_000).confidenceInterval(99)).toBeDefined();
});

test('over too short a time, none is told either', () => {
  const within = (ms: number) => timed(Array.from({ length: 2_000 }, (_, i) => [(i * ms) / 2_000, 1] as const));
  expect(within(189).confidenceInterval(99)).toBeUndefined();
  expect(within(200).confidenceInterval(99)).toBeDefined();
});

test('warm and cold calls together: however long each was measured, nothing is lost', () => {
  const short = timed(Array.from({ length: 1_000 }, (_, i) => [i / 2, 5] as const));
  const long = timed(Array.from({ length: 1_000 }, (_, i) => [i * 10, 50] as const));
  for (const [first, second] of [
    [short, long],
    [long, short],
  ] as const) {
    const all = new TimedLatencies();
    all.add(first);
    all.add(second);
    expect(all.count).toBe(2_000);
    const { lowMs = NaN, highMs = NaN } = all.confidenceInterval(50) ?? {};
    // Half of them take 5 ms, and half 50: the median is either.
    expect([lowMs, highMs]).toEqual([expect.closeTo(5, 1), expect.closeTo(50, 0)]);
  }
});
