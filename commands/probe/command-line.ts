import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { PROJECT_ROOT } from '../shared/project-root';
import type { Terminal } from '../shared/terminal';
import { type CommandLine, EXIT_STATUS, performCommand } from '../shared/cli';
import { loadEnvironments } from '../../settings';
import { findEndpoint } from '../../settings/find-endpoint';
import { createProbeAwsClients } from './aws/clients';
import { PROBE_DEFAULTS, RUN_LIMITS } from './measure';
import { probe } from './probe';
import { probePage } from './report/html';
import type { ProbeReport } from './report/report';
import { probeText } from './report/text';

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
  .option('--content-type <type>', 'what the body is', PROBE_DEFAULTS.contentType)
  .option('--samples <n>', 'calls that are counted, for each zone and name', wholeUpTo(100_000), PROBE_DEFAULTS.samples)
  .option('--rate <r>', 'calls a second, at the most', wholeUpTo(1_000), PROBE_DEFAULTS.rate)
  .option('--json', 'the figures as JSON, on stdout')
  .option('--report <file>', 'the figures as an HTML page');

function wholeUpTo(most: number): (text: string) => number {
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

/** Measures an endpoint from inside the VPC. */
export const runProbe: CommandLine = (args, terminal, stop) => {
  stop.addEventListener('abort', () =>
    terminal.say(
      `ending after the run that is under way, within ${RUN_LIMITS.runSeconds} s; Ctrl-C again ends at once`,
    ),
  );
  return performCommand(
    program,
    args,
    terminal,
    async () => {
      const options = program.opts<Options>();
      const subject = findEndpoint(program.args[0] ?? '', loadEnvironments(PROJECT_ROOT));
      const asked = { ...options, body: bodyOf(options) };
      if (options.report !== undefined) writeFileSync(options.report, '');
      const clients = createProbeAwsClients(subject.environment.region);
      const report = await probe(subject, clients, asked, RUN_LIMITS, stop, terminal);
      write(report, options, terminal);
      return probeExitStatus(report);
    },
    EXIT_STATUS.noAnswer,
  );
};

function write(report: ProbeReport, { json, report: file }: Options, terminal: Terminal): void {
  terminal.out(json === true ? `${JSON.stringify(report, null, 2)}\n` : probeText(report));
  if (file === undefined) return;
  writeFileSync(file, probePage(report));
  terminal.say(`the page is in ${file}`);
}

/** Whether all calls stayed inside the VPC and were answered. */
export function probeExitStatus({ clients, verdict }: ProbeReport): number {
  const wellAnswered = clients.every(
    ({ unused, names }) => unused === null && names.every(({ samples, errors }) => samples > 0 && errors.length === 0),
  );
  return verdict.insideVpc === true && wellAnswered ? EXIT_STATUS.ok : EXIT_STATUS.failed;
}
