import { Command } from 'commander';
import { stackFolder } from '../shared/terraform-files/stack-file';
import { type CommandLine, EXIT_STATUS, performCommand } from '../shared/cli';
import { PROJECT_ROOT } from '../shared/project-root';
import { loadEnvironments } from '../../settings';
import { createStatusAwsClients } from './clients';
import { collectFacts } from './facts';
import { healthExitStatus } from './judge/verdict';
import { readAppliedState } from './observe/terraform-state';
import { statusReport } from './report';
import { findEndpoint } from '../../settings/find-endpoint';
import { statusText } from './text';

const program = new Command('status')
  .description(
    'Is what serves what Terraform gave last, and is it well? Asks and changes nothing. Exit status: 0 healthy, 1 not (or not yet), 2 could not tell.',
  )
  .argument('<endpoint>', 'the endpoint, such as dev-diabetes')
  .option('--json', 'the findings as JSON');

/** Says whether an endpoint is healthy, and whether it runs what was applied last. */
export const runStatus: CommandLine = (args, terminal) =>
  performCommand(
    program,
    args,
    terminal,
    async () => {
      const subject = findEndpoint(program.args[0] ?? '', loadEnvironments(PROJECT_ROOT));
      const folder = stackFolder(process.env.CDKTF_OUTDIR ?? 'cdktf.out', subject.endpoint.names.stack);
      const clients = createStatusAwsClients(subject.environment.region);
      const report = statusReport(await collectFacts(subject, clients, () => readAppliedState(folder)), subject);
      const { json } = program.opts<{ json?: true }>();
      terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : statusText(report));
      return healthExitStatus(report.verdict);
    },
    EXIT_STATUS.noAnswer,
  );
