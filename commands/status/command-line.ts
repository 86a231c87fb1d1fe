import { join } from 'node:path';
import { Command } from 'commander';
import { parseCommandLine } from '../shared/cli';
import { PROJECT_ROOT } from '../shared/project-root';
import type { Terminal } from '../shared/terminal';
import { loadEnvironments } from '../../settings';
import { clientsIn } from './clients';
import { findOut } from './facts';
import { exitStatusOf } from './judge/verdict';
import { givenByTerraform } from './observe/terraform-state';
import { reportOf } from './report';
import { findEndpoint } from '../../settings/find-endpoint';
import { reportText } from './text';

const COULD_NOT_TELL = 2;

const program = new Command('status')
  .description(
    'Is what serves what Terraform gave last, and is it well? Asks and changes nothing. Exit status: 0 healthy, 1 not (or not yet), 2 could not tell.',
  )
  .argument('<endpoint>', 'the endpoint, such as dev-diabetes')
  .option('--json', 'the findings as JSON')
  .exitOverride();

/**
 * Does what a command line says.
 *
 * @param args - what stands behind the command's name
 * @returns the exit status
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const ended = parseCommandLine(program, args, terminal);
  if (ended !== undefined) return ended;
  try {
    const subject = findEndpoint(program.args[0] ?? '', loadEnvironments(PROJECT_ROOT));
    const folder = join(process.env.CDKTF_OUTDIR ?? 'cdktf.out', 'stacks', subject.endpoint.names.stack);
    const clients = clientsIn(subject.environment.region);
    const report = reportOf(await findOut(subject, clients, () => givenByTerraform(folder)), subject);
    const { json } = program.opts<{ json?: true }>();
    terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    return exitStatusOf(report.verdict);
  } catch (error) {
    terminal.say(error instanceof Error ? error.message : String(error));
    return COULD_NOT_TELL;
  }
}
