import { type Command, CommanderError } from 'commander';
import type { Terminal } from './terminal';

/** The exit status of every command for wrong usage. */
export const WRONG_USAGE = 2;

/**
 * Parses a command line, and prints help or what is wrong with it to the terminal.
 *
 * @param program - with `exitOverride`
 * @param args - the arguments after the command's name
 * @returns the exit status if the command has nothing more to do; undefined if it is to go on
 */
export function parseCommandLine(program: Command, args: readonly string[], terminal: Terminal): number | undefined {
  try {
    program
      .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.say(text.trimEnd()) })
      .parse(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : WRONG_USAGE;
  }
}
