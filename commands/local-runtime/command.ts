import { startCommand } from '../shared/cli';
import { runLocalRuntime } from './command-line';

void startCommand(runLocalRuntime, 'SIGINT', 'SIGTERM');
