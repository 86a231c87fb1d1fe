import type { ClientName } from './load/calls';
import { EVENTS, type EventName } from './chaos/events';
import type { Figures } from './chaos/figures';
import { type Round, runScenario } from './chaos/scenario';
import { testInVpc } from './test-in-vpc';

/** Few calls at a time, so that they need little of a processor that others may have. */
const SHORT_ROUND: Round = {
  concurrency: 8,
  timeoutMs: 2_000,
  pauseMs: 20,
  steadyMs: 500,
  eventMs: 2_000,
  recoveryMs: 30_000,
};

/** Calls that were sent when the event began: without leave to repeat them, only they may fail. */
export const UNDER_WAY = SHORT_ROUND.concurrency;

/** On a busy machine a zone may seem slow to a few calls. Of those that know no zone, a third are in the own one. */
export const NEARLY_ALL = 0.95;

/** Calls go on at least at this pace, unless most of them hang or try what is lost first. */
export const GOING_ON = 0.25;

/**
 * Runs an event and checks what always holds: nothing is mixed up, nothing fails after the event, and calls come back
 * to the own zone, which they have kept to until then.
 */
export function testEvent(
  name: string,
  event: EventName,
  client: ClientName,
  check: (figures: Figures) => void | Promise<void>,
): void {
  testInVpc(name, async (vpc) => {
    const figures = await runScenario(vpc, EVENTS[event], client, SHORT_ROUND);
    expect(figures.calls).toBeGreaterThanOrEqual(SHORT_ROUND.concurrency);
    expect(figures).toMatchObject({ mixedUp: 0, failedLater: 0, homeAfterMs: expect.any(Number) });
    expect(figures.ownZone.before).toBeGreaterThanOrEqual(NEARLY_ALL);
    await check(figures);
  });
}
