import { setTimeout as delay } from 'node:timers/promises';
import { shuffle } from '../../shared/statistics/random';
import type { ConnectionBlock, RunRequest } from './contract';
import { measureBlock } from './measure-block';

/** A host that has failed so often in a row is left alone for the rest of the run. */
const PATIENCE = 3;

/**
 * Measures hosts in shuffled rounds, so that whatever drifts meets all of them alike. A block is a connection of its own:
 * keep-alive pins it to one address, and so to one zone; only a new one shows what the name resolves to next.
 */
export async function measureBlocks(request: RunRequest): Promise<ConnectionBlock[]> {
  const end = performance.now() + request.seconds * 1_000;
  const schedule = { turn: paced(request.ratePerSecond), isOver: () => performance.now() >= end };
  const blocks: ConnectionBlock[] = [];
  const failures = new Map<string, number>();
  for (let round = 0; round < request.rounds; round++) {
    for (const host of shuffle(request.hosts)) {
      // The first round is whole: else a name would be missing altogether.
      if (round > 0 && schedule.isOver()) return blocks;
      if ((failures.get(host) ?? 0) >= PATIENCE) continue;
      const block = await measureBlock(host, request, schedule);
      failures.set(host, block.error === undefined ? 0 : (failures.get(host) ?? 0) + 1);
      blocks.push(block);
    }
  }
  return blocks;
}

/** Never lets more through than so many a second, evenly. */
function paced(perSecond: number): () => Promise<void> {
  let next = performance.now();
  return async () => {
    const wait = next - performance.now();
    next = Math.max(performance.now(), next) + 1_000 / perSecond;
    if (wait > 0) await delay(wait);
  };
}
