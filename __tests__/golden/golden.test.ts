import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../settings';
import { ROOT } from '../support/settings';
import { synthesizeEnvironments } from '../support/synthesized';
import { goldenProblem, goldenText, strayProblem } from './golden-file';

const environments = loadEnvironments(ROOT);
const goldenFiles = () => readdirSync(__dirname).filter((file) => file.endsWith('.json'));

/** What each shipped environment makes, to be read in a review. `npm run golden` writes it anew. */
test.each(environments.map((environment) => [environment.name, environment] as const))('%s', (name, environment) => {
  const file = join(__dirname, `${name}.json`);
  const actual = readable(synthesizeEnvironments(environment));
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, goldenText(actual));
  const golden = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  failWith(goldenProblem(`__tests__/golden/${name}.json`, golden, actual));
});

test('every golden file is of an environment', () => {
  const names = environments.map(({ name }) => name);
  if (process.env.UPDATE_GOLDEN)
    goldenFiles()
      .filter((file) => strayProblem([file], names) !== undefined)
      .forEach((file) => rmSync(join(__dirname, file)));
  failWith(strayProblem(goldenFiles(), names));
});

/** Says what is wrong, and nothing of where in this file that was found. */
function failWith(problem: string | undefined): void {
  if (problem !== undefined) throw Object.assign(new Error(problem), { stack: problem });
}

/** With policies as the objects they are, not as one long line. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'string' && value.startsWith('{"')) return JSON.parse(value) as unknown;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
