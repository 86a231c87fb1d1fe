import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ROOT } from './support/settings';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];
/** Made by commands, so that they may be there or not. */
const GENERATED = /^(cdktf\.out|dist|state|node_modules|\.terraform)\//;

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Folders and sources as they stand in backticks, for instance `settings/` or `stacks/backend.ts`. */
const pathsIn = (page: string): string[] =>
  [...read(page).matchAll(/`((?:[\w.-]+\/)+(?:[\w.-]+\.(?:ts|cjs|mjs|json|yml|md|csv))?)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !GENERATED.test(path) && !/[A-Z]{3}/.test(path));

/** As GitHub makes an anchor of a heading. */
const anchorsIn = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

// The changelog also names what there was.
test.each(PAGES.filter((page) => page !== 'CHANGELOG.md'))('%s names no file or folder that is not there', (page) => {
  expect(pathsIn(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the paths that are looked at are found', () => {
  expect(pathsIn('CONTRIBUTING.md').length).toBeGreaterThan(30);
});

test.each(PAGES)('%s links to no page or heading that is not there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  const broken = links.filter(([, file = '', anchor]) => {
    const target = file === '' ? page : posix.join(dirname(page), file);
    return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsIn(target).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});
