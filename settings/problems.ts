import { inspect } from 'node:util';

/** The path to a field, as zod counts it: names and, in lists, positions. */
export type Path = readonly PropertyKey[];

/** One thing wrong with one field of one environment. */
export interface Problem {
  /** The field, from the root of the settings. Empty for the settings as a whole. */
  readonly path: Path;
  /** What is wrong, with the value, and what to write instead. */
  readonly message: string;
}

/** What is wrong with one file of settings, a line for each problem. */
export interface FaultyFile {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Settings that are refused. Its message lists every problem of every file. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly files: readonly FaultyFile[]) {
    const count = files.reduce((sum, { lines }) => sum + lines.length, 0);
    const listed = files.map(({ file, lines }) => `${file}\n${lines.map((l) => `  - ${l}`).join('\n')}`).join('\n\n');
    super(`the settings have ${count} problem${count === 1 ? '' : 's'}; nothing was written\n\n${listed}\n`);
  }
}

/** A field's path as one would write it in code: `endpoints.diabetes.callers.roleNames[0]`. */
export function pathText(path: Path): string {
  return path
    .map((part, i) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part);
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `['${name}']`;
      return i === 0 ? name : `.${name}`;
    })
    .join('');
}

/** A value as messages show it: on one line, shortened if it is long. */
export function formatValue(value: unknown): string {
  const text = inspect(value, { depth: 2, breakLength: Infinity, maxArrayLength: 20, maxStringLength: 100 });
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

/** The known word that an unknown one is probably a typo of, if any is close enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, word.length / 3) ? best.candidate : undefined;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
