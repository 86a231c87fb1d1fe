import type { CallRecord } from '../load/calls';

/** Slower than this is slow. Without an event a call takes a few milliseconds. */
const SLOW_MS = 250;
const SLOT_MS = 250;
/** The share of a slot's calls that may fail or be slow. */
const TOLERATED_SHARE = 0.05;

export interface Figures {
  /** Calls under way while the event lasted. */
  readonly calls: number;
  readonly failed: number;
  /** How many failed with each error. */
  readonly errors: Readonly<Record<string, number>>;
  /** Answered, but late. */
  readonly slow: number;
  /** How many calls ended in a second of the event, as a share of those before it. */
  readonly pace: number;
  /** From the beginning of the event until calls were normal again while it lasted. Undefined if they never were. */
  readonly normalAfterMs: number | undefined;
  /** From the end of the event until calls were normal, and in the own zone if the client has one. Undefined if not seen. */
  readonly homeAfterMs: number | undefined;
  /** The share of answers from the own zone before the event, during it, and at last. */
  readonly ownZone: { readonly before: number; readonly during: number; readonly after: number };
  /** Calls that failed although they began after the event. */
  readonly failedLater: number;
  /** Calls that the model computed more than once. */
  readonly executedTwice: number;
  /** Calls that got the answer to another one. */
  readonly mixedUp: number;
}

export const isNormal = ({ error, ms }: CallRecord): boolean => error === undefined && ms <= SLOW_MS;

const end = ({ start, ms }: CallRecord): number => start + ms;

/** The times of a scenario, in milliseconds since 1970. */
export interface Moments {
  /** From when on all was well before the event. */
  readonly steady: number;
  readonly begin: number;
  /** When the event ended: the end of the scenario for one that lasts. */
  readonly heal: number;
  /** When all was well again. */
  readonly home: number | undefined;
}

export function computeFigures(
  calls: readonly CallRecord[],
  executions: ReadonlyMap<string, number>,
  { steady, begin, heal, home }: Moments,
  ownZone: string,
): Figures {
  const during = calls.filter((call) => end(call) >= begin && call.start < heal);
  const failed = during.filter(({ error }) => error !== undefined);
  const errors: Record<string, number> = {};
  for (const { error = '' } of failed) errors[error] = (errors[error] ?? 0) + 1;
  const rate = (from: number, to: number) =>
    calls.filter((call) => end(call) >= from && end(call) < to).length / (to - from);
  const share = (some: readonly CallRecord[]) => ownZoneShare(some, ownZone);
  return {
    calls: during.length,
    failed: failed.length,
    errors,
    slow: during.filter((call) => call.error === undefined && !isNormal(call)).length,
    pace: rate(begin, heal) / rate(steady, begin),
    normalAfterMs: normalAfter(during, begin, heal),
    homeAfterMs: home === undefined ? undefined : home - heal,
    ownZone: {
      before: share(calls.filter((call) => call.start >= steady && end(call) < begin)),
      during: share(during),
      after: share(calls.filter(({ start }) => start >= (home ?? heal))),
    },
    failedLater: calls.filter(({ start, error }) => start >= heal && error !== undefined).length,
    executedTwice: [...executions.values()].filter((count) => count > 1).length,
    mixedUp: calls.filter(({ mixedUp }) => mixedUp === true).length,
  };
}

/** Of those that were answered. */
export function ownZoneShare(calls: readonly CallRecord[], ownZone: string): number {
  const answered = calls.filter(({ zone }) => zone !== undefined);
  return answered.filter(({ zone }) => zone === ownZone).length / answered.length;
}

/** Until the end of the last call that failed or was slow, where that was no single one among many. */
function normalAfter(calls: readonly CallRecord[], begin: number, heal: number): number | undefined {
  if (calls.some((call) => !isNormal(call) && call.start < heal - SLOW_MS && end(call) > heal)) return undefined;
  const slots = Math.floor((heal - begin) / SLOT_MS);
  for (let slot = slots - 1; slot >= 0; slot--) {
    const from = begin + slot * SLOT_MS;
    const ended = calls.filter((call) => end(call) >= from && end(call) < from + SLOT_MS);
    const abnormal = ended.filter((call) => !isNormal(call));
    // A slot in which nothing ends is one in which everything hangs.
    if (ended.length > 0 && abnormal.length <= ended.length * TOLERATED_SHARE) continue;
    if (slot === slots - 1) return undefined;
    return Math.max(...abnormal.map(end), ...(ended.length === 0 ? [from + SLOT_MS] : [])) - begin;
  }
  return 0;
}
