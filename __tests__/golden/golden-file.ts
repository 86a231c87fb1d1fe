/** Lines of differences that are shown: who wants them all has git. */
const MOST_SHOWN = 8;
const LONGEST_SHOWN = 80;

/** What is wrong with the golden file of an environment, and what to do; undefined where nothing is. */
export function goldenProblem(file: string, golden: string | undefined, actual: unknown): string | undefined {
  if (golden === undefined) return `there is no ${file} yet: run npm run golden, and read what it writes`;
  if (golden === goldenText(actual)) return undefined;
  const found = differences(JSON.parse(golden), actual);
  const shown = found.slice(0, MOST_SHOWN).map((difference) => `\n  ${difference}`);
  const more = found.length > MOST_SHOWN ? `\n  and ${found.length - MOST_SHOWN} more` : '';
  return `${file} is not what the settings make now: where that is meant, run npm run golden${shown.join('')}${more}`;
}

/** Golden files that no environment makes any more, and what to do; undefined where there are none. */
export function strayProblem(files: readonly string[], environments: readonly string[]): string | undefined {
  const strays = files.filter((file) => !environments.some((name) => file === `${name}.json`));
  return strays.length === 0 ? undefined : `${strays.join(', ')}: no such environment any more: run npm run golden`;
}

export const goldenText = (actual: unknown): string => `${JSON.stringify(actual, null, 2)}\n`;

/** Where two values of JSON differ: the path, and both. */
function differences(before: unknown, after: unknown, path = ''): string[] {
  if (isBranch(before) && isBranch(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  const [old, now] = [before, after].map((value) => JSON.stringify(value) ?? 'nothing') as [string, string];
  const from = Math.max(0, firstDifference(old, now) - LONGEST_SHOWN / 2);
  return old === now ? [] : [`${path}: ${excerpt(old, from)} → ${excerpt(now, from)}`];
}

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function firstDifference(one: string, other: string): number {
  const at = [...one].findIndex((character, i) => character !== other[i]);
  return at < 0 ? one.length : at;
}

/** Short text as it is; of a long one the part that begins there. */
function excerpt(text: string, from: number): string {
  if (text.length <= LONGEST_SHOWN) return text;
  const part = text.slice(from, from + LONGEST_SHOWN);
  return `${from > 0 ? '…' : ''}${part}${from + LONGEST_SHOWN < text.length ? '…' : ''}`;
}
