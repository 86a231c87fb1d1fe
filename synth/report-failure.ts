/**
 * Runs a command's work. If it fails, its message goes to stderr and the exit status is 1; with `DEBUG` set, the stack
 * trace goes there too. The same holds for failures outside of it, in settings files that do more than they should.
 */
export function reportFailure(work: () => void): void {
  process.once('uncaughtException', report).once('unhandledRejection', report);
  const ended = () =>
    report(
      new Error('a file in environments/ ended the process before anything was written: it must only export settings'),
    );
  process.once('exit', ended);
  try {
    work();
  } catch (error) {
    report(error);
  }
  process.off('exit', ended);
}

function report(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${process.env.DEBUG ? (stack ?? message) : message}\n`);
  process.exitCode = 1;
}
