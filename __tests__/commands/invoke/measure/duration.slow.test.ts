import { execFileSync } from 'node:child_process';
import { ROOT } from '../../../support/settings';

/** Calls that each end with a major garbage collection, for 200 ms. */
const MEASURE = `
  const { measure } = require('./commands/invoke/measure/measure');
  const call = () => new Promise((end) => setTimeout(() => (gc(), end({ kind: 'answered', latencyMs: 1, attempts: 1 })), 1));
  const { signal } = new AbortController();
  measure([{ host: 'a', call }], { concurrency: 2, warmup: 0, durationMs: 200, signal, ...RATE }).then(
    ({ interrupted }) => process.stdout.write(String(interrupted)),
  );`;

test.each(['{}', '{ rate: 50 }'])('a duration ends, whatever the garbage collector does (%s)', (rate) => {
  const argv = ['--expose-gc', '--require', './loader/typescript.cjs', '-e', MEASURE.replace('RATE', rate)];
  // Without an end this is killed, and fails.
  expect(execFileSync(process.execPath, argv, { cwd: ROOT, encoding: 'utf8', timeout: 120_000 })).toBe('false');
});
