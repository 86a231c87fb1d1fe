import { type Command, CommanderError } from 'commander';
import { ProcessTerminal, type Terminal } from './terminal';

/** What the exit status of a command means, of every command. */
export const EXIT_STATUS = {
  /** The command did its work, and all is as it should be. */
  ok: 0,
  /** A call, a check or a deployment failed, or what was examined is not as it should be. */
  failed: 1,
  /** No answer: the command line is wrong, or what the command needs cannot be read, reached or asked. */
  noAnswer: 2,
  /** The review found what `--fail-on` names. */
  found: 3,
} as const;

/**
 * A command, without the process it usually is.
 *
 * @param args - the arguments after the command's name
 * @param stop - ends the command early
 * @returns the exit status
 */
export type CommandLine = (args: readonly string[], terminal: Terminal, stop: AbortSignal) => Promise<number>;

/** Something is wrong with how the command was called. */
export class UsageError extends Error {}

/**
 * Parses a command line, then does what it says. Help, wrong usage and whatever is thrown go to the terminal.
 *
 * @param perform - does the work, and returns the exit status
 * @param thrown - the exit status for an error that is not wrong usage
 * @returns the exit status
 */
export async function performCommand(
  program: Command,
  args: readonly string[],
  terminal: Terminal,
  perform: () => number | Promise<number>,
  thrown: number = EXIT_STATUS.failed,
): Promise<number> {
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .showHelpAfterError('(--help has all options)')
      .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.say(text.trimEnd()) });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return await perform();
  } catch (error) {
    // Commander has already written what it has to say: help, or what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_STATUS.ok : EXIT_STATUS.noAnswer;
    terminal.say(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? EXIT_STATUS.noAnswer : thrown;
  }
}

/**
 * Runs a command as this process, with its arguments, its terminal and its exit status.
 *
 * @param stopSignals - the signals that end the command early; a second one ends the process at once. All others do that
 *   the first time.
 */
export async function startCommand(run: CommandLine, ...stopSignals: NodeJS.Signals[]): Promise<number> {
  const stop = new AbortController();
  for (const signal of stopSignals) process.once(signal, () => stop.abort());
  const status = await run(process.argv.slice(2), new ProcessTerminal(), stop.signal);
  process.exitCode = status;
  return status;
}
