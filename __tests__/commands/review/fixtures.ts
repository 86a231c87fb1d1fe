import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parsePlan } from '../../../commands/review/plan/parse';
import type { Plan } from '../../../commands/review/plan/plan';

const FOLDER = join(__dirname, 'fixtures');

/** Plans that terraform made: `npm run fixtures` makes them anew. */
export const fixtureNames = (): string[] => readdirSync(FOLDER).map((file) => file.replace(/\.json\.gz$/, ''));

export const fixtureText = (name: string): string =>
  gunzipSync(readFileSync(join(FOLDER, `${name}.json.gz`))).toString();

export const fixture = (name: string, as = name): Plan => parsePlan(as, fixtureText(name));
