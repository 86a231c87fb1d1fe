import { startCommand } from '../shared/cli';
import { runProbe } from './command-line';

void startCommand(runProbe, 'SIGINT');
