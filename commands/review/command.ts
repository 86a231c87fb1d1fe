import { startCommand } from '../shared/cli';
import { runReview } from './command-line';

void startCommand(runReview);
