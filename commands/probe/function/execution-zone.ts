import { lambdaZone } from '../../../client/zone/lambda-zone';

const TIMEOUT_MS = 1_000;

/**
 * The zone this function runs in, by id: asked on every run, for Lambda may start it elsewhere each time. Null where it
 * cannot be found out.
 */
export async function executionZone(): Promise<string | null> {
  const zone = await lambdaZone(process.env, AbortSignal.timeout(TIMEOUT_MS)).catch(() => undefined);
  return zone?.id ?? null;
}
