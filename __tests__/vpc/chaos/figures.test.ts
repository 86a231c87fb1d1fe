import type { CallRecord } from '../load/calls';
import { OWN_ZONE, SECOND_ZONE } from '../topology';
import { computeFigures } from './figures';

const MOMENTS = { steady: 500, begin: 1_000, heal: 3_000, home: 3_500 };
const call = (start: number, changes: Partial<CallRecord> = {}): CallRecord => ({
  id: `call-${start}`,
  start,
  ms: 5,
  zone: OWN_ZONE.id,
  mixedUp: false,
  ...changes,
});
const FAILED = { zone: undefined, error: 'ECONNREFUSED' };
/** One call every ten milliseconds for four seconds. */
const calls = (changes: (start: number) => Partial<CallRecord> = () => ({})): CallRecord[] =>
  Array.from({ length: 400 }, (_, i) => call(i * 10, changes(i * 10)));
const figuresOf = (records: readonly CallRecord[], executions: Record<string, number> = {}) =>
  computeFigures(records, new Map(Object.entries(executions)), MOMENTS, OWN_ZONE.id);

test('nothing happens', () => {
  expect(figuresOf(calls())).toEqual({
    calls: 200,
    failed: 0,
    errors: {},
    slow: 0,
    pace: 1,
    normalAfterMs: 0,
    homeAfterMs: 500,
    ownZone: { before: 1, during: 1, after: 1 },
    failedLater: 0,
    executedTwice: 0,
    mixedUp: 0,
  });
});

test('calls fail for a while, and are counted by error, up to when they end', () => {
  const records = calls((start) => (start >= 1_000 && start < 1_600 ? FAILED : {}));
  expect(figuresOf(records)).toMatchObject({ failed: 60, errors: { ECONNREFUSED: 60 }, normalAfterMs: 595 });
});

test('slow answers are no failures; a single one among many does not put off when all is normal', () => {
  const records = calls((start) => (start === 1_000 || start === 2_000 ? { ms: 300 } : {}));
  expect(figuresOf(records)).toMatchObject({ failed: 0, slow: 2, normalAfterMs: 0 });
});

test('where nothing ends everything hangs: normal from the end of that on', () => {
  const records = calls().filter(({ start }) => start < 1_000 || start >= 2_000);
  expect(figuresOf([...records, call(990, { ms: 1_010 })])).toMatchObject({
    slow: 1,
    pace: 0.505,
    normalAfterMs: 1_000,
  });
});

test('a call that hangs until the event is over: never normal while it lasted', () => {
  expect(figuresOf([...calls(), call(1_000, { ms: 2_500 })])).toMatchObject({ slow: 1, normalAfterMs: undefined });
});

test('never normal while the event lasts', () => {
  const records = calls((start) => (start >= 1_000 && start < 3_000 ? FAILED : {}));
  expect(figuresOf(records)).toMatchObject({ failed: 200, normalAfterMs: undefined });
});

test('the share of the own zone is that of the answers, before, during and at last', () => {
  const records = calls((start) =>
    start < 500
      ? { zone: SECOND_ZONE.id }
      : start < 1_000
        ? {}
        : start < 2_000
          ? FAILED
          : start < 3_500
            ? { zone: SECOND_ZONE.id }
            : {},
  );
  expect(figuresOf(records).ownZone).toEqual({ before: 1, during: 0, after: 1 });
});

test('failures after the event, repeated executions and mixed-up answers are counted', () => {
  const records = calls((start) => (start === 3_900 ? FAILED : start === 20 ? { mixedUp: true } : {}));
  expect(figuresOf(records, { 'call-0': 1, 'call-10': 2, 'call-20': 3 })).toMatchObject({
    failed: 0,
    failedLater: 1,
    executedTwice: 2,
    mixedUp: 1,
  });
});
