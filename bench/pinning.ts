import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Whether programs can be kept to a core: else the system moves them, and figures vary by a third. */
export const canPin = cpus().length > 1 && spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

/** A core for the server, and one for whatever calls it, so that neither takes time from the other. */
export const CORE = { server: '0', caller: '1' };

/** A command line that keeps a program to a core, where that is possible. */
export const onCore = (
  core: string,
  command: string,
  args: readonly string[],
): [command: string, args: readonly string[]] =>
  canPin ? ['taskset', ['-c', core, command, ...args]] : [command, args];
