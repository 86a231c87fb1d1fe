/**
 * Runs a command's work. Where it fails, its message goes to stderr and the exit status is 1; with `DEBUG` set, the
 * stack trace goes there too.
 */
export function reportFailure(work: () => void): void {
  try {
    work();
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`${process.env.DEBUG ? (stack ?? message) : message}\n`);
    process.exitCode = 1;
  }
}
