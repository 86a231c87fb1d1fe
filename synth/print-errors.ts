/**
 * Runs `main` and prints its errors: the message goes to stderr, with the stack trace under `DEBUG`, and the exit status
 * is 1. So it is for errors outside of `main`, in settings files that do more than they should.
 */
export function printErrors(main: () => void): void {
  process.once('uncaughtException', printError).once('unhandledRejection', printError);
  const ended = () =>
    printError(
      new Error('a file in environments/ ended the process before anything was written: it must only export settings'),
    );
  process.once('exit', ended);
  try {
    main();
  } catch (error) {
    printError(error);
  }
  process.off('exit', ended);
}

function printError(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${process.env.DEBUG ? (stack ?? message) : message}\n`);
  process.exitCode = 1;
}
