import { startCommand } from '../shared/cli';
import { runCi } from './command-line';

void startCommand(runCi);
