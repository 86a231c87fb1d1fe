import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { zipSync } from 'fflate';

/**
 * Any day does that is the same everywhere. By its parts and not as a moment, since a zip has local time; and at noon,
 * which every clock has on every day.
 */
const MODIFIED = new Date(2000, 0, 1, 12);
/** Readable for all, as Lambda needs it: https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html */
const UNIX = 3;
const READABLE = 0o644 << 16;

/** The zip that Lambda runs: the handler with all that it needs in one file, and the same bytes on every machine. */
export function bundleProbe(): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'handler.ts')],
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    write: false,
    // What is wrong is in the error that is thrown.
    logLevel: 'silent',
  });
  const [{ contents }] = outputFiles as [(typeof outputFiles)[number]];
  return zipSync({ 'index.js': [contents, { level: 9, mtime: MODIFIED, os: UNIX, attrs: READABLE }] });
}
