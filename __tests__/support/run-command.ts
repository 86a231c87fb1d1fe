import { execFile } from 'node:child_process';
import { ROOT } from './settings';

/** Runs a command of this project in a process of its own, as its npm script does. */
export function runCommand(file: string, args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ status: number; stdout: string; stderr: string }>((done) =>
    execFile(
      process.execPath,
      ['--require', './loader/typescript.cjs', file, ...args],
      { cwd: ROOT, env: { ...process.env, ...env } },
      (error, stdout, stderr) => done({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    ),
  );
}
