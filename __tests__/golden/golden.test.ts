import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../settings';
import { ROOT } from '../support/settings';
import { synthesizeEnvironments } from '../support/synthesized';

/** What each shipped environment makes, to be read in a review. `npm run golden` writes it anew. */
test.each(loadEnvironments(ROOT).map((environment) => [environment.name, environment] as const))(
  '%s',
  (name, environment) => {
    const file = join(__dirname, `${name}.json`);
    const actual = `${JSON.stringify(readable(synthesizeEnvironments(environment)), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, actual);
    expect(actual).toBe(readFileSync(file, 'utf8'));
  },
);

/** With policies as the objects they are, not as one long line. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'string' && value.startsWith('{"')) return JSON.parse(value) as unknown;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
