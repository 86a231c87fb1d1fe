import { cpus } from 'node:os';
import { ratioLine } from './ratio';
import { furtherEndpoint, synthProcess } from './synth';

/** Prints each figure as a ratio against a baseline that ran beside it. */
const [cpu] = cpus();
process.stdout.write(
  `Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown'}; medians, measured in turn\n`,
);
for (const measured of [synthProcess, furtherEndpoint]) process.stdout.write(`${ratioLine(measured())}\n`);
