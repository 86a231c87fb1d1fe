import { cpus } from 'node:os';
import { install } from './install';
import { CallBench } from './invoke';
import { ratioLine } from './ratio';
import { furtherEndpoint, synthProcess } from './synth';

/** Prints each figure as a ratio against a baseline that ran beside it. */
const [cpu] = cpus();
process.stdout.write(
  `Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown'}; medians, measured in turn\n`,
);
for (const measured of [synthProcess, furtherEndpoint]) process.stdout.write(`${ratioLine(measured())}\n`);

async function calls(): Promise<void> {
  const bench = new CallBench();
  try {
    await bench.start();
    for (const figure of bench.figures())
      process.stdout.write(`${typeof figure === 'string' ? figure : ratioLine(figure)}\n`);
  } finally {
    bench.end();
  }
}

// Last: the disk is busy for a while after it, and calls would be measured with that.
void calls().then(() => {
  for (const ratio of install()) process.stdout.write(`${ratioLine(ratio)}\n`);
});
