import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { CLIENT_DEFAULTS } from '../../client/options';
import clientManifest from '../../client/package.json';
import projectManifest from '../../package.json';
import { ROOT } from '../support/settings';
import { README, tableBelow } from './support/readme';

const CLIENT = join(ROOT, 'client');
const sourceOf = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(CLIENT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
const sources = (readdirSync(CLIENT, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'));

/** What is there when the code runs; types are not. */
const importedAtRunTime = (file: string): string[] =>
  sourceOf(file)
    .statements.filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .filter((statement) => ts.isExportDeclaration(statement) || statement.importClause?.isTypeOnly !== true)
    .flatMap(({ moduleSpecifier }) =>
      moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [],
    );

test('the package depends on the SDK and undici, in the versions that are tested here, and on nothing else', () => {
  const { '@aws-sdk/client-sagemaker-runtime': sdk, undici } = projectManifest.dependencies;
  expect(clientManifest.dependencies).toEqual({ '@aws-sdk/client-sagemaker-runtime': sdk, undici });
  const packages = new Set(
    sources.flatMap(importedAtRunTime).filter((name) => !name.startsWith('.') && !/^node:/.test(name)),
  );
  expect([...packages].sort()).toEqual(Object.keys(clientManifest.dependencies).sort());
});

test('it runs where this project does', () => {
  expect(projectManifest.engines.node).toContain(clientManifest.engines.node);
});

test('the OpenTelemetry hooks cost nothing where they are not used: nothing imports them', () => {
  expect(sources).toContain('open-telemetry.ts');
  const importers = sources.filter((file) => importedAtRunTime(file).some((name) => name.endsWith('open-telemetry')));
  expect(importers).toEqual([]);
  expect(importedAtRunTime('open-telemetry.ts')).toEqual([]);
});

/** The fields of an exported interface. */
function fieldsOf(file: string, name: string): string[] {
  const found = sourceOf(file)
    .statements.filter(ts.isInterfaceDeclaration)
    .find((one) => one.name.text === name);
  return found?.members.map((member) => (member.name as ts.Identifier).text) ?? [];
}

test('the README has every option, with its default', () => {
  const rows = tableBelow('Options');
  const options = [...fieldsOf('options.ts', 'RuntimeClientOptions'), ...fieldsOf('hooks.ts', 'ClientHooks')];
  expect(options).toContain('onZone');
  expect(rows.map(([option]) => option)).toEqual(options.map((option) => `\`${option}\``));
  const defaults: Record<string, string | undefined> = Object.fromEntries(
    rows.map(([option, value]) => [option?.replaceAll('`', ''), value]),
  );
  for (const [option, value] of Object.entries(CLIENT_DEFAULTS)) {
    const text = typeof value === 'string' ? `'${value}'` : String(value);
    expect({ [option]: defaults[option] }).toEqual({ [option]: `\`${text}\`` });
  }
});

test('the README has every error that the client adds', () => {
  const errors = sourceOf('call/errors.ts')
    .statements.filter(ts.isClassDeclaration)
    .map(({ name }) => name?.text);
  expect(errors.length).toBeGreaterThan(5);
  const listed = tableBelow('Errors and retries').map(([error]) => error?.replaceAll('`', ''));
  expect(listed).toEqual(expect.arrayContaining(errors));
});

test('the README installs this version, and the SDK that it uses', () => {
  expect(README).toContain(
    `npm install ./${clientManifest.name}-${clientManifest.version}.tgz ` +
      `@aws-sdk/client-sagemaker-runtime@${clientManifest.dependencies['@aws-sdk/client-sagemaker-runtime']}\n`,
  );
});
