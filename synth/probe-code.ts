import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeCode } from '../stacks/probe-stack';

/**
 * Makes the code of the probe's functions, where it is needed, and keeps it in a file for as long as `use` runs: cdktf
 * copies it from there into the stacks that have it.
 */
export function withProbeCode<T>(isNeeded: boolean, use: (code?: ProbeCode) => T): T {
  if (!isNeeded) return use();
  // Only here, since loading the bundler takes long, and most synths need none.
  const { bundleProbe } =
    require('../commands/probe/function/bundle') as typeof import('../commands/probe/function/bundle');
  const zip = bundleProbe();
  const folder = mkdtempSync(join(tmpdir(), 'probe-'));
  try {
    const path = join(folder, 'probe.zip');
    writeFileSync(path, zip);
    return use({ path, sha256: createHash('sha256').update(zip).digest() });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
