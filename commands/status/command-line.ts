import { join } from 'node:path';
import { Command } from 'commander';
import { type CommandLine, EXIT_STATUS, performCommand } from '../shared/cli';
import { PROJECT_ROOT } from '../shared/project-root';
import { loadEnvironments } from '../../settings';
import { clientsIn } from './clients';
import { findOut } from './facts';
import { healthExitStatus } from './judge/verdict';
import { givenByTerraform } from './observe/terraform-state';
import { reportOf } from './report';
import { findEndpoint } from '../../settings/find-endpoint';
import { reportText } from './text';

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
      const folder = join(process.env.CDKTF_OUTDIR ?? 'cdktf.out', 'stacks', subject.endpoint.names.stack);
      const clients = clientsIn(subject.environment.region);
      const report = reportOf(await findOut(subject, clients, () => givenByTerraform(folder)), subject);
      const { json } = program.opts<{ json?: true }>();
      terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
      return healthExitStatus(report.verdict);
    },
    EXIT_STATUS.noAnswer,
  );
