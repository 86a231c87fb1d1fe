import { startCommand } from '../shared/cli';
import { runStatus } from './command-line';

void startCommand(runStatus);
