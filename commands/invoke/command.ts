import { startCommand } from '../shared/cli';
import { runInvoke } from './command-line';

/** How long what a failed command has left to write may take. */
const LINGER_MS = 100;

void startCommand(runInvoke, 'SIGINT').then((status) => {
  // A call that was given up may be under way still, and would keep the process until it ends.
  if (status !== 0) setTimeout(() => process.exit(), LINGER_MS).unref();
});
