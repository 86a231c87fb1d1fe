import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { CalledServer } from './caller';
import { CORE, onCore } from './pinning';
import { inTurn, type Ratio } from './ratio';

const ROOT = join(__dirname, '..');
const ROUNDS = 9;

/** From the start of the process to its end, with one call in between, by the bundle against the AWS CLI. */
export function coldStart({ url, env }: CalledServer): Ratio {
  execFileSync('npm', ['run', '--silent', 'bundle'], { cwd: ROOT });
  const body = join(ROOT, 'samples', 'diabetes', 'rows.csv');
  const timed = (command: string, args: readonly string[]) => () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(...onCore(CORE.caller, command, args), { cwd: ROOT, env });
    if (status !== 0) throw new Error(stderr.toString());
    return performance.now() - start;
  };
  const ours = ['dist/invoke.mjs', 'dev-diabetes', '--body', body, '--endpoint-url', url];
  const named = ['--endpoint-url', url, '--endpoint-name', 'dev-diabetes'];
  const theirs = ['sagemaker-runtime', 'invoke-endpoint', ...named, '--body', `fileb://${body}`, '/dev/null'];
  return {
    name: 'process start to end with one call, by dist/invoke.mjs, against the AWS CLI',
    promise: { atMost: 0.28 },
    unit: 'ms',
    ...inTurn(ROUNDS, timed(process.execPath, ours), timed('aws', theirs)),
  };
}
