/** Where a command writes to. */
export interface Terminal {
  /** Writes the result to stdout, which gets nothing else. */
  out(bytes: Uint8Array | string): void;
  /** Writes a line for a person to stderr. */
  say(line: string): void;
  /** Shows a line that the next one replaces. Does nothing unless a person watches. */
  progress(line: string): void;
}

const CLEAR_LINE = '\r\u001b[K';
const NEWLINE = '\n'.charCodeAt(0);

/** This process's own stdout and stderr. */
export class ProcessTerminal implements Terminal {
  /** Whether stdout is a terminal whose last line has not ended. */
  private midLine = false;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that stops early, as head does, is no failure.
      if (error.code !== 'EPIPE') this.say(`the answer cannot be written: ${error.message}`);
      process.exitCode = error.code === 'EPIPE' ? 0 : 1;
      process.exit();
    });
  }

  out(bytes: Uint8Array | string): void {
    process.stdout.write(bytes);
    const last = typeof bytes === 'string' ? bytes.charCodeAt(bytes.length - 1) : bytes.at(-1);
    if (bytes.length > 0) this.midLine = process.stdout.isTTY && last !== NEWLINE;
  }

  say(line: string): void {
    process.stderr.write(`${this.midLine ? '\n' : process.stderr.isTTY ? CLEAR_LINE : ''}${line}\n`);
    this.midLine = false;
  }

  progress(line: string): void {
    if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${line}`);
  }
}
