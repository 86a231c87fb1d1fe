import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { environmentSchema } from '../settings/schema';
import { backends } from '../settings/schema/backend';
import { unwrapOptional, docsOf } from '../settings/schema/field-docs';

/** Where `npm run docs` puts the reference; a test holds it against the schema. */
export const REFERENCE_FILE = join(__dirname, 'settings.md');

interface Row {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** The reference of all settings, as Markdown, from the schema. */
export function settingsReference(): string {
  const rows = children('', environmentSchema).flatMap(withDescendants);
  return [
    '# Settings',
    '',
    'Every field of `environment({ … })` in `environments/NAME.ts`. The file’s name is the environment’s: lower-case letters',
    'and digits, no hyphen. Made from the schema by `npm run docs`; do not edit.',
    '',
    '| field | meaning | value | if left out |',
    '| --- | --- | --- | --- |',
    ...rows.map(tableRow),
    '',
    'Settings are checked as a whole, before anything is written: every problem of every file is listed at once, with the',
    'field, the value and what to write instead.',
    '',
  ].join('\n');
}

function tableRow({ path, schema }: Row): string {
  const docs = docsOf(schema);
  if (docs === undefined) throw new Error(`no docs for ${path}: describe it in settings/schema`);
  const value = `${docs.expected}; e.g. \`${docs.example}\``;
  return `| \`${path}\` | ${docs.description} | ${value} | ${docs.default ?? 'required'} |`;
}

const withDescendants = (row: Row): Row[] => [row, ...children(row.path, row.schema).flatMap(withDescendants)];

function children(path: string, schema: z.ZodType): Row[] {
  const inner = unwrapOptional(schema);
  const below = path === '' ? '' : `${path}.`;
  if (path === 'backend') return Object.values(backends).flatMap((kind) => fields(`${path}.`, kind));
  if (inner instanceof z.ZodObject) return fields(below, inner);
  // A record of objects has a row for each field of its values; a record of strings is documented as a whole.
  if (inner instanceof z.ZodRecord) return children(`${below}NAME`, inner.valueType as z.ZodType);
  if (inner instanceof z.ZodUnion) return (inner.options as z.ZodType[]).flatMap((option) => children(path, option));
  return [];
}

const fields = (below: string, { shape }: z.ZodObject): Row[] =>
  Object.entries(shape)
    .filter(([name]) => name !== 'kind')
    .map(([name, schema]) => ({ path: `${below}${name}`, schema: schema as z.ZodType }));

if (require.main === module) writeFileSync(REFERENCE_FILE, settingsReference());
