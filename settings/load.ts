import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { EnvironmentFile } from './environment';
import { invariants } from './invariants';
import { pathText, type Problem, shown } from './problems';
import { type Environment, resolveEnvironment } from './resolve';
import type { EnvironmentSettings } from './schema';
import { checkShape } from './shape';
import { SettingsError } from './settings-error';

/**
 * Reads and checks every environment there is.
 *
 * @param root - the project's folder; the environments are in `environments/` below it
 * @returns the environments in alphabetical order
 * @throws SettingsError with every problem of every file
 */
export function loadEnvironments(root: string): Environment[] {
  const folder = join(root, 'environments');
  const files = readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !name.startsWith('.') && !name.endsWith('.md'))
    .toSorted();
  const read = files.map((file) => ({
    file: relative(root, join(folder, file)),
    ...readEnvironment(root, folder, file),
  }));
  const faulty = read.filter(({ problems }) => problems.length > 0);
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

interface Read {
  readonly problems: readonly Problem[];
  readonly environment?: Environment;
}

function readEnvironment(root: string, folder: string, file: string): Read {
  const whole = (message: string): Read => ({ problems: [{ path: [], message }] });
  if (!/\.ts$/.test(file) || file.endsWith('.d.ts'))
    return whole('is no environment, whose files end in .ts: rename it or take it away');
  let exported: unknown;
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
    exported = (require(join(folder, file)) as { default?: unknown }).default;
  } catch (error) {
    return whole(`cannot be read: ${error instanceof Error ? firstLines(error.message) : shown(error)}`);
  }
  if (exported === undefined) return whole('exports no default: write export default environment({ … })');
  if (!(exported instanceof EnvironmentFile)) {
    return whole(`exports ${shown(exported)} by default: write export default environment({ … })`);
  }
  return check(root, basename(file, '.ts'), exported.settings);
}

/** Holds settings against the schema and every invariant, and fills in the defaults where all is well. */
export function check(root: string, name: string, settings: unknown): Read {
  const shape = checkShape(settings);
  const problems = [
    ...shape.problems,
    ...invariants.flatMap((invariant) => invariant({ name, root, settings: shape.sound })),
  ];
  if (problems.length > 0) return { problems };
  return { problems, environment: resolveEnvironment(name, root, settings as EnvironmentSettings) };
}

const line = ({ path, message }: Problem): string => (path.length === 0 ? message : `${pathText(path)}: ${message}`);

/** The message without the stacks and excerpts that Node and esbuild add below it. */
const firstLines = (message: string): string =>
  message
    .split('\n')
    .filter((l) => l.trim() !== '')
    .slice(0, 2)
    .join(' | ');
