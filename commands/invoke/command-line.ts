import { Command, InvalidArgumentError, Option } from 'commander';
import { invoke } from './invoke';
// Not client/'s index, whose pool takes longer to load than a call takes.
import { CLIENT_DEFAULTS } from '../../client/options';
import { WARM_UP } from './measure/warm-up';
import { type InvokeOptions, OPEN_LOOP_CONNECTIONS } from './options';
import { endpointName, httpUrl, wholeNumber } from '../shared/arguments';
import { type CommandLine, performCommand } from '../shared/cli';

const program = new Command('invoke')
  .description(
    'Calls a SageMaker model. The answer goes to stdout, everything else to stderr. Exit status: 0, 1 a call failed, 2 nothing was sent: wrong usage, no credentials or no region.',
  )
  .argument('<endpoint>', 'the endpoint, such as dev-diabetes', endpointName)
  .optionsGroup('What is sent:')
  .option('--body <file>', 'the body; - is standard input')
  .option('--data <text>', 'the body, inline')
  .option('--content-type <type>', 'what the body is', ascii, 'text/csv')
  .option('--accept <type>', 'what the answer is to be', ascii)
  .option('--target-variant <name>', 'the variant that is to answer')
  .option('--target-model <name>', 'the model of a multi-model endpoint', ascii)
  .option('--target-container <name>', 'the container of a multi-container endpoint')
  .option('--inference-id <id>', 'an id that data capture keeps', ascii)
  .option('--custom-attributes <text>', 'handed on to the container', ascii)
  .option('--stream', 'stream the answer, printed as it arrives')
  .optionsGroup('How it gets there:')
  .option('--region <region>', 'the region (else AWS_REGION, the profile)')
  .option('--profile <name>', 'the profile (else AWS_PROFILE)')
  .addOption(
    new Option('--endpoint-url <url>', 'another address than the Runtime’s own').argParser(httpUrl).conflicts('host'),
  )
  .option(
    '--host <name>',
    'a host name of the endpoint to measure (repeatable: side by side, in shuffled order)',
    hosts,
    [],
  )
  .option('--client-config <file>', 'the endpoint’s output client_config: stay in this machine’s zone while it is well')
  .option('--timeout <ms>', 'for a call with all of its tries', milliseconds, CLIENT_DEFAULTS.timeoutMs)
  .option('--retries <n>', 'how often a call is tried again', wholeNumber, CLIENT_DEFAULTS.retries)
  .addOption(
    new Option('--retry <what>', 'unsent: what cannot have been executed; idempotent: also what may have been')
      .choices(['unsent', 'idempotent'])
      .default(CLIENT_DEFAULTS.retry),
  )
  .optionsGroup('Latency:')
  .option('--count <n>', 'how many calls', positive)
  .option('--duration <s>', 'how long, in seconds', seconds)
  .option('--concurrency <n>', `how many at a time (default: 1; with --rate ${OPEN_LOOP_CONNECTIONS})`, positive)
  .option('--rate <r>', 'calls per second, sent at their times whatever the answers do', seconds)
  .option(
    '--warmup <n>',
    `calls before any is counted, which cost as much as others (default: 2 for each connection, then until ${WARM_UP.durationMs / 1_000} s have passed; at most ${WARM_UP.maxCalls}, and at most ${WARM_UP.maxCallsPerMeasured} for each call of --count)`,
    wholeNumber,
  )
  .option('--zone <id>', 'the zone this machine is in, where it cannot be asked')
  .option('--json', 'the figures as JSON, on stdout, instead of the answer')
  .option('--report <file>', 'the figures as an HTML page');

/** What SageMaker's API model allows in a header. */
function ascii(text: string): string {
  if (!/^[\x20-\x7e]{1,1024}$/.test(text))
    throw new InvalidArgumentError('it must be printable ASCII, 1024 characters at most.');
  return text;
}

function positive(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('it must be a whole number above 0.');
  return Number(text);
}

/** Longer than any call takes, and short enough for Node's timers. */
function milliseconds(text: string): number {
  const number = positive(text);
  if (number > 3_600_000) throw new InvalidArgumentError('it must be 3600000 (an hour) at most.');
  return number;
}

function seconds(text: string): number {
  if (!/^\d*\.?\d+$/.test(text) || Number(text) === 0 || Number(text) > 1_000_000) {
    throw new InvalidArgumentError('it must be a number above 0, 1000000 at most.');
  }
  return Number(text);
}

function hosts(text: string, before: readonly string[]): readonly string[] {
  if (!URL.canParse(text.includes('://') ? text : `https://${text}`))
    throw new InvalidArgumentError('it must be a host name.');
  return [...before, text];
}

/** Calls a model, or measures its latency. */
export const runInvoke: CommandLine = (args, terminal, stop) =>
  performCommand(program, args, terminal, () => {
    const [endpoint = ''] = program.args;
    return invoke({ ...program.opts<Omit<InvokeOptions, 'endpoint'>>(), endpoint }, terminal, stop);
  });
