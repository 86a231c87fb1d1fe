import type { Terminal } from '../../commands/shared/terminal';

/** A terminal that keeps what it is told. */
export function keepingTerminal(): { terminal: Terminal; kept: () => { out: string; said: string } } {
  const [out, said]: [Buffer[], string[]] = [[], []];
  return {
    terminal: {
      out: (bytes) => void out.push(Buffer.from(bytes)),
      say: (line) => void said.push(line),
      progress: () => undefined,
    },
    kept: () => ({ out: Buffer.concat(out).toString(), said: said.join('\n') }),
  };
}
