import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/settings';

export const README = readFileSync(join(ROOT, 'client', 'README.md'), 'utf8');

/** The code blocks of the package's README in a language, in their order. */
export const blocksOf = (language: string): string[] =>
  [...README.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(([, code]) => code as string);

/** The rows of the README's table below a heading: their cells. */
export function tableBelow(heading: string): string[][] {
  const section = README.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | '));
  return rows.slice(2);
}
