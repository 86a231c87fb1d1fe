import { Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from '../../../commands/shared/arguments';
import { type CommandLine, EXIT_STATUS, performCommand, startCommand, UsageError } from '../../../commands/shared/cli';
import { CLIENT_NAMES, type ClientName } from '../load/calls';
import { whyNoVpc } from '../requirements';
import { SimulatedVpc } from '../simulated-vpc';
import type { ClientPlace } from '../topology';
import { EVENTS, type EventName } from './events';
import { runScenario } from './scenario';
import { TABLE_HEAD, tableRow } from './table';

interface Options {
  readonly events: readonly EventName[];
  readonly clients: readonly ClientName[];
  readonly seconds: number;
  readonly concurrency: number;
  readonly elsewhere?: true;
}

const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

const program = new Command('chaos')
  .description('Breaks a simulated VPC while clients call through it, and prints a table of what became of the calls.')
  .option('--events <names>', `which: ${EVENT_NAMES.join(', ')}`, namesOf(EVENT_NAMES), EVENT_NAMES)
  .option('--clients <names>', `which: ${CLIENT_NAMES.join(', ')}`, namesOf(CLIENT_NAMES), [...CLIENT_NAMES])
  .option('--seconds <n>', 'how long each event lasts', wholeNumber, 10)
  .option('--concurrency <n>', 'how many calls run at a time', wholeNumber, 16)
  .option('--elsewhere', 'put the client into a subnet without a network interface, so that its resolver rotates');

const chaos: CommandLine = (args, terminal) =>
  performCommand(program, args, terminal, async () => {
    const reason = whyNoVpc();
    if (reason !== undefined) throw new UsageError(`a simulated VPC cannot be built here: ${reason}`);
    const { events, clients, seconds, concurrency, elsewhere } = program.opts<Options>();
    const place: ClientPlace = elsewhere ? 'elsewhere' : 'beside-interface';
    const round = {
      concurrency,
      timeoutMs: 2_000,
      pauseMs: 30,
      steadyMs: 2_000,
      eventMs: seconds * 1_000,
      recoveryMs: 10_000,
    };
    const vpc = await SimulatedVpc.start();
    try {
      terminal.out(`${TABLE_HEAD}\n`);
      for (const event of events) {
        for (const client of clients) {
          const figures = await runScenario(vpc, EVENTS[event], client, round, place);
          terminal.out(`${tableRow(EVENTS[event], client, figures)}\n`);
        }
      }
      return EXIT_STATUS.ok;
    } finally {
      await vpc.end();
    }
  });

function namesOf<T extends string>(known: readonly T[]) {
  return (list: string): T[] =>
    list.split(',').map((name) => {
      const found = known.find((one) => one === name);
      if (found === undefined) throw new InvalidArgumentError(`'${name}' is none of ${known.join(', ')}.`);
      return found;
    });
}

// No signal needs an ear: whatever ends this process ends the whole VPC.
void startCommand(chaos);
