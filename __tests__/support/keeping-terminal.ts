import type { Terminal } from '../../commands/shared/terminal';

/** A terminal that keeps what is written to it. */
export function keepingTerminal(): { terminal: Terminal; kept: () => { stdout: string; stderr: string } } {
  const [bytesOut, lines]: [Buffer[], string[]] = [[], []];
  return {
    terminal: {
      out: (bytes) => void bytesOut.push(Buffer.from(bytes)),
      say: (line) => void lines.push(line),
      progress: () => undefined,
    },
    kept: () => ({ stdout: Buffer.concat(bytesOut).toString(), stderr: lines.join('\n') }),
  };
}
