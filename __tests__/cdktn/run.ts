import { spawnSync } from 'node:child_process';

export interface Run {
  readonly status: number;
  /** What was said on stdout and stderr, without colors. */
  readonly output: string;
}

/** A check that cannot be made here, and why. */
export class Skipped extends Error {}

export function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Run {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const output = `${stdout ?? ''}${stderr ?? ''}`.replaceAll(/\x1b\[[0-9;]*m/g, '');
  return { status: status ?? 1, output: error === undefined ? output : `${command}: ${error.message}\n${output}` };
}

/** Answers what was said, or throws it where the command failed. */
export function expectSuccess({ status, output }: Run): string {
  if (status !== 0) throw new Error(output.trim());
  return output;
}
