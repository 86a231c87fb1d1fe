import { terminal } from '../shared/terminal';
import { runCommandLine } from './command-line';

process.exitCode = runCommandLine(process.argv.slice(2), terminal);
