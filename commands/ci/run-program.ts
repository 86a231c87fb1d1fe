import { spawn } from 'node:child_process';

export interface ProgramResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /**
   * The folder that the program runs in.
   *
   * @default - this process's own
   */
  readonly cwd?: string | undefined;
  /**
   * Variables that are added to this process's own; undefined removes one.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * What the program reads on stdin.
   *
   * @default - nothing
   */
  readonly input?: string | undefined;
  /**
   * Whether stdout and stderr go to the log as they are written, and are not in the result.
   *
   * @default false
   */
  readonly isShown?: boolean | undefined;
}

/** Runs a program without a shell. */
export type RunProgram = (command: string, args: readonly string[], options?: RunOptions) => Promise<ProgramResult>;

export const runProgram: RunProgram = (command, args, { cwd, env, input, isShown } = {}) =>
  new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['pipe', 'pipe', 'pipe'],
    });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout?.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    // A program that does not read its input to the end is no failure of ours.
    child.stdin?.on('error', () => undefined).end(input);
    child.once('error', fail);
    child.once('close', (code) =>
      done({
        // Ended by a signal: no success.
        status: code ?? 1,
        stdout: Buffer.concat(chunks.stdout).toString('utf8'),
        stderr: Buffer.concat(chunks.stderr).toString('utf8'),
      }),
    );
  });

/** Runs a program that must succeed. */
export async function outputOf(
  run: RunProgram,
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const { status, stdout, stderr } = await run(command, args, options);
  if (status !== 0) throw new Error(`'${command} ${args.join(' ')}' failed with ${status}:\n${quoted(stderr)}`);
  return stdout;
}

/** For the log of a run: GitHub takes lines that begin with `::` for commands. */
export const quoted = (text: string): string => text.trimEnd().replace(/^/gm, '| ');
