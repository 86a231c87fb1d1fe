import { setTimeout as delay } from 'node:timers/promises';
import type { CallRecord, ClientName } from '../load/calls';
import { isZoneFirst } from '../load/calls';
import type { SimulatedVpc } from '../simulated-vpc';
import { type ClientPlace, OWN_ZONE } from '../topology';
import type { ChaosEvent } from './events';
import { computeFigures, type Figures, isNormal } from './figures';

/** How a scenario is run. */
export interface Round {
  /** How many calls run at a time. */
  readonly concurrency: number;
  /** The deadline of a call. */
  readonly timeoutMs: number;
  /** The pause after a call, on average. */
  readonly pauseMs: number;
  /** How long the calls run before the event, once all is well. */
  readonly steadyMs: number;
  /** How long the event lasts. */
  readonly eventMs: number;
  /** How long the recovery may take. */
  readonly recoveryMs: number;
}

/** How often it is looked whether all is well. */
const LOOK_MS = 250;
/** How many calls in a row make it well, for each that runs at a time. */
const CALLS_IN_A_ROW = 4;

/** Lets a client call, lets something happen, ends it, and counts what became of the calls. */
export async function runScenario(
  vpc: SimulatedVpc,
  event: ChaosEvent,
  client: ClientName,
  { concurrency, timeoutMs, pauseMs, steadyMs, eventMs, recoveryMs }: Round,
  place: ClientPlace = 'elsewhere',
): Promise<Figures> {
  await vpc.takeExecutions();
  const load = await vpc.startLoad({ client, concurrency, timeoutMs, pauseMs }, place);
  const calls: CallRecord[] = [];
  const isWell = (call: CallRecord) => (isZoneFirst(client) ? call.zone === OWN_ZONE.id : isNormal(call));

  /** When the first of enough good calls in a row began, of those that began since a time. */
  const untilWell = async (since: number): Promise<number | undefined> => {
    for (const limit = Date.now() + recoveryMs; Date.now() < limit;) {
      await delay(LOOK_MS);
      calls.push(...(await load.call('take')));
      const recent = calls.filter(({ start }) => start >= since).sort((a, b) => a.start - b.start);
      const inARow = recent.slice(recent.findLastIndex((call) => !isWell(call)) + 1);
      if (inARow.length >= CALLS_IN_A_ROW * concurrency) return inARow[0]?.start;
    }
    return undefined;
  };

  try {
    await untilWell(0);
    const steady = Date.now();
    await delay(steadyMs);
    const begin = Date.now();
    await event.begin(vpc);
    await delay(eventMs);
    if (event.lasts === undefined) await vpc.heal();
    const heal = Date.now();
    const home = await untilWell(heal);
    calls.push(...(await load.call('stop', 2 * timeoutMs)));
    return computeFigures(calls, await vpc.takeExecutions(), { steady, begin, heal, home }, OWN_ZONE.id);
  } finally {
    await load.end();
    await vpc.heal();
  }
}
