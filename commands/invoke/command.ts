import { runCommandLine } from './command-line';
import { terminal } from '../shared/terminal';

/** A call that was given up may be under way still: it is not waited for. */
const LINGER_MS = 100;

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());

void runCommandLine(process.argv.slice(2), terminal, interrupted.signal).then((status) => {
  process.exitCode = status;
  if (status !== 0) setTimeout(() => process.exit(), LINGER_MS).unref();
});
