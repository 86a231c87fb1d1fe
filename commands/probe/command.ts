import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { PROJECT_ROOT } from '../shared/project-root';
import { terminal } from '../shared/terminal';
import { loadEnvironments } from '../../settings';
import { findEndpoint } from '../../settings/find-endpoint';
import { clientsIn } from './aws/clients';
import { CUT } from './options';
import { probe } from './probe';
import { htmlReport } from './report/html';
import type { ProbeReport } from './report/report';
import { textReport } from './report/text';

const [NOT_AS_IT_SHOULD_BE, NOT_MEASURED] = [1, 2];
const SAMPLE = join(PROJECT_ROOT, 'samples', 'diabetes', 'rows.csv');

interface Options {
  readonly body?: string;
  readonly contentType: string;
  readonly samples: number;
  readonly rate: number;
  readonly json?: true;
  readonly report?: string;
}

const program = new Command('probe')
  .description(
    'Measures an endpoint from inside the VPC, zone by zone, by the functions of the probe stack. Exit status: 0 all calls stayed inside and were answered, 1 not, 2 nothing could be measured.',
  )
  .argument('<endpoint>', 'the endpoint, such as dev-diabetes')
  .option('--body <file>', 'what each call sends (default: a row of the sample model)')
  .option('--content-type <type>', 'what the body is', 'text/csv')
  .option('--samples <n>', 'calls that are counted, for each zone and name', whole(100_000), 1_000)
  .option('--rate <r>', 'calls a second, at the most', whole(1_000), 50)
  .option('--json', 'the figures as JSON, on stdout')
  .option('--report <file>', 'the figures as an HTML page')
  .showHelpAfterError('(--help has all options)')
  .exitOverride();

function whole(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < 1 || number > most)
      throw new InvalidArgumentError(`it must be a whole number from 1 to ${most}.`);
    return number;
  };
}

/** One call's body: of the sample one row, since a call is what is measured, and not a batch. */
const bodyOf = ({ body }: Options): Buffer =>
  body === undefined ? Buffer.from(readFileSync(SAMPLE, 'utf8').split('\n')[0] ?? '') : readFileSync(body);

async function main(): Promise<number> {
  try {
    program.parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : NOT_MEASURED;
  }
  const interrupted = new AbortController();
  process.on('SIGINT', () => {
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort();
    terminal.say(`ending after the run that is under way, within ${CUT.runSeconds} s; Ctrl-C again ends at once`);
  });
  try {
    const options = program.opts<Options>();
    const subject = findEndpoint(program.args[0] ?? '', loadEnvironments(PROJECT_ROOT));
    const asked = { ...options, body: bodyOf(options) };
    if (options.report !== undefined) writeFileSync(options.report, '');
    const clients = clientsIn(subject.environment.region);
    return tell(await probe(subject, clients, asked, CUT, interrupted.signal, terminal), options);
  } catch (error) {
    terminal.say(error instanceof Error ? error.message : String(error));
    return NOT_MEASURED;
  }
}

function tell(report: ProbeReport, { json, report: file }: Options): number {
  if (json === true) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
  else terminal.out(textReport(report));
  if (file !== undefined) {
    writeFileSync(file, htmlReport(report));
    terminal.say(`the page is in ${file}`);
  }
  const wellAnswered = report.clients.every(
    ({ unused, names }) => unused === null && names.every(({ samples, errors }) => samples > 0 && errors.length === 0),
  );
  return report.verdict.insideVpc === true && wellAnswered ? 0 : NOT_AS_IT_SHOULD_BE;
}

void main().then((status) => {
  process.exitCode = status;
});
