import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { EnvironmentFile } from './environment';
import { invariants } from './invariants';
import { pathText, type Problem, SettingsError, formatValue } from './problems';
import { resolveEnvironment } from './resolve';
import type { Environment } from './resolved';
import type { EnvironmentSettings } from './schema';
import { checkSchema, plainCopy } from './check-schema';

/**
 * Reads and checks every environment there is.
 *
 * @param root - the project's folder; the environments are in `environments/` below it
 * @returns the environments in alphabetical order
 * @throws SettingsError with every problem of every file
 */
export function loadEnvironments(root: string): Environment[] {
  const folder = join(root, 'environments');
  const files = filesIn(folder);
  const read = files.map((file) => ({
    file: relative(root, join(folder, file)),
    ...readEnvironment(root, folder, file),
  }));
  const shared = sharedVpcs(read.flatMap(({ file, environment }) => (environment ? [{ file, environment }] : [])));
  const faulty = [...read, ...shared].filter(({ problems }) => problems.length > 0);
  if (faulty.length > 0)
    throw new SettingsError(faulty.map(({ file, problems }) => ({ file, lines: problems.map(line) })));
  if (read.length === 0) {
    throw new SettingsError([
      {
        file: 'environments/',
        lines: ['has no environment: add a file such as dev.ts that says export default environment({ … })'],
      },
    ]);
  }
  return read.flatMap(({ environment }) => environment ?? []);
}

/** The files in the folder, or none if it does not exist. */
function filesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.md'))
    .toSorted();
}

/** A VPC takes one PrivateLink endpoint with private DNS for the Runtime: only one environment in it may create it. */
function sharedVpcs(
  all: readonly { file: string; environment: Environment }[],
): { file: string; problems: Problem[] }[] {
  const making = all.flatMap(({ file, environment: { network } }) => {
    const { vpc, privateLink } = network;
    if (vpc.kind !== 'existing' || privateLink.kind !== 'managed') return [];
    return [{ file, vpcId: vpc.vpcId, fips: privateLink.fips }];
  });
  return making.flatMap(({ file, vpcId, fips }, i) => {
    const first = making.findIndex((other) => other.vpcId === vpcId && other.fips === fips);
    if (first === i) return [];
    const message =
      `${vpcId} gets its PrivateLink endpoint from ${making[first]?.file} already, and AWS refuses a second one with private DNS: ` +
      'use that one (network.privateLink.existing), and let this environment through by alsoAllow there';
    return [{ file, problems: [{ path: ['network', 'existing', 'vpcId'], message }] }];
  });
}

/** The problems of an environment's settings or, if there are none, the environment. */
interface CheckResult {
  readonly problems: readonly Problem[];
  readonly environment?: Environment;
}

function readEnvironment(root: string, folder: string, file: string): CheckResult {
  const fileProblem = (message: string): CheckResult => ({ problems: [{ path: [], message }] });
  if (!/\.ts$/.test(file) || file.endsWith('.d.ts'))
    return fileProblem('is no environment, whose files end in .ts: rename it or take it away');
  let exported: unknown;
  try {
    exported = (require(join(folder, file)) as { default?: unknown }).default;
  } catch (error) {
    return fileProblem(`cannot be read: ${messageOf(error).replaceAll(`${root}/`, '')}`);
  }
  if (exported === undefined) return fileProblem('exports no default: write export default environment({ … })');
  if (!(exported instanceof EnvironmentFile)) {
    return fileProblem(`exports ${formatValue(exported)} by default: write export default environment({ … })`);
  }
  return checkSettings(root, basename(file, '.ts'), exported.settings);
}

/** The message of an error. Settings files may throw anything. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? (error.message as unknown) : error;
  return typeof message === 'string' ? firstLines(message) : formatValue(message);
}

/** Checks settings against the schema and every invariant, and fills in the defaults if there are no problems. */
export function checkSettings(root: string, name: string, input: unknown): CheckResult {
  let settings: unknown;
  try {
    settings = plainCopy(input);
  } catch (error) {
    return { problems: [{ path: [], message: `cannot be read: ${messageOf(error)}` }] };
  }
  const checked = checkSchema(settings);
  const problems = withoutRepetition([
    ...checked.problems,
    ...invariants.flatMap((invariant) => invariant({ name, root, settings: checked.valid })),
  ]);
  if (problems.length > 0) return { problems };
  return { problems, environment: resolveEnvironment(name, root, settings as EnvironmentSettings) };
}

/** One mistake may break several rules with the same message. */
const withoutRepetition = (problems: readonly Problem[]): Problem[] =>
  problems.filter((problem, i) => problems.findIndex((other) => line(other) === line(problem)) === i);

const line = ({ path, message }: Problem): string => (path.length === 0 ? message : `${pathText(path)}: ${message}`);

/** The message without the stack traces and excerpts that Node and esbuild append. */
const firstLines = (message: string): string =>
  message
    .split('\n')
    .filter((l) => l.trim() !== '' && !l.startsWith('Require stack'))
    .slice(0, 2)
    .join(' | ')
    .replace(/ \| - .*$/, '');
