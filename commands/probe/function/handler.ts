import type { RunResponse, RunRequest } from './contract';
import { executionZone } from './execution-zone';
import { measureBlocks } from './measure-blocks';

/** One run, as Lambda calls it. */
export async function handler(request: RunRequest): Promise<RunResponse> {
  const startedAt = new Date().toISOString();
  const zoneId = await executionZone();
  const blocks = await measureBlocks(request);
  return { zoneId, startedAt, endedAt: new Date().toISOString(), blocks };
}
