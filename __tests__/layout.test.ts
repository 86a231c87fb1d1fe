import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './support/settings';

/** Each of these cuts across the product; what they test is not in one folder. */
const CROSS_CUTTING = /^(cdktn|golden|support|terraform|vpc)(\/|$)|(^|\/)(fixtures|support)(\/|$)/;
const PRODUCT = [
  'main.ts',
  ...['client', 'commands', 'environments', 'local-runtime', 'modules', 'settings', 'stacks', 'synth'],
];

const sources = PRODUCT.flatMap((part) =>
  part.endsWith('.ts')
    ? [part]
    : readdirSync(join(ROOT, part), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile() && file.name.endsWith('.ts'))
        .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name))),
);

const exportedNames = (source: string): string[] => [
  ...new Set(
    [
      ...readFileSync(join(ROOT, source), 'utf8').matchAll(
        /^export (?:abstract |async |declare )*(?:class|const|enum|function|interface|type) (\w+)/gm,
      ),
    ].map(([, name = '']) => name),
  ),
];

test('an exported name has one meaning: no two files export the same', () => {
  const owners: Record<string, string[]> = {};
  for (const source of sources) for (const name of exportedNames(source)) (owners[name] ??= []).push(source);
  expect(Object.keys(owners).length).toBeGreaterThan(400);
  expect(Object.fromEntries(Object.entries(owners).filter(([, files]) => files.length > 1))).toEqual({});
});

test('the tests lie in the folders of what they test', () => {
  const folders = readdirSync(join(ROOT, '__tests__'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isDirectory())
    .map(({ parentPath, name }) => relative(join(ROOT, '__tests__'), join(parentPath, name)))
    .filter((folder) => !CROSS_CUTTING.test(folder));
  expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
});
