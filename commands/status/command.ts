import { terminal } from '../shared/terminal';
import { runCommandLine } from './command-line';

void runCommandLine(process.argv.slice(2), terminal).then((status) => {
  process.exitCode = status;
});
