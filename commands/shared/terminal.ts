/** Where a command speaks to. */
export interface Terminal {
  /** The answer, and nothing else. */
  out(bytes: Uint8Array | string): void;
  /** Talk, a line at a time. */
  say(line: string): void;
  /** A line that the next one takes the place of; nothing where nobody watches. */
  progress(line: string): void;
}

const CLEAR_LINE = '\r\u001b[K';
const NEWLINE = '\n'.charCodeAt(0);

/** This process's own stdout and stderr. */
export class ProcessTerminal implements Terminal {
  /** Whether someone watches an answer that has not ended its line. */
  private open = false;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has enough, as head has, is no failure.
      if (error.code !== 'EPIPE') this.say(`the answer cannot be written: ${error.message}`);
      process.exitCode = error.code === 'EPIPE' ? 0 : 1;
      process.exit();
    });
  }

  out(bytes: Uint8Array | string): void {
    process.stdout.write(bytes);
    const last = typeof bytes === 'string' ? bytes.charCodeAt(bytes.length - 1) : bytes.at(-1);
    if (bytes.length > 0) this.open = process.stdout.isTTY && last !== NEWLINE;
  }

  say(line: string): void {
    process.stderr.write(`${this.open ? '\n' : process.stderr.isTTY ? CLEAR_LINE : ''}${line}\n`);
    this.open = false;
  }

  progress(line: string): void {
    if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${line}`);
  }
}
