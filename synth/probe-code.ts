import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbeCode } from '../stacks/probe-stack';

/**
 * Bundles the code of the probe's functions on first use, and keeps it in a file until `use` returns: cdktf copies it
 * from there into the stacks that have functions.
 */
export function withProbeCode<T>(use: (probeCode: () => ProbeCode) => T): T {
  let folder: string | undefined;
  let bundled: ProbeCode | undefined;
  const bundle = (): ProbeCode => {
    // Loaded here, because loading the bundler takes long and most synths do not need it.
    const { bundleProbe } =
      require('../commands/probe/function/bundle') as typeof import('../commands/probe/function/bundle');
    const zip = bundleProbe();
    folder = mkdtempSync(join(tmpdir(), 'probe-'));
    const path = join(folder, 'probe.zip');
    writeFileSync(path, zip);
    return { path, sha256: createHash('sha256').update(zip).digest() };
  };
  try {
    return use(() => (bundled ??= bundle()));
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  }
}
