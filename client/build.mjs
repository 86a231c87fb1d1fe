// npm run build:client: dist/client/, the package that a service installs.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const SOURCES = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(SOURCES);
const OUT = join(ROOT, 'dist', 'client');
const ENTRIES = ['index', 'open-telemetry'];

const write = (file, content) => {
  mkdirSync(dirname(join(OUT, file)), { recursive: true });
  writeFileSync(join(OUT, file), content);
};

/**
 * The code once, as CommonJS, which ES modules import as well: in a process that uses both, an error of the one must be
 * an error of the other.
 */
async function writeCode() {
  await build({
    entryPoints: ENTRIES.map((entry) => join(SOURCES, `${entry}.ts`)),
    outdir: OUT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  const require = createRequire(import.meta.url);
  for (const entry of ENTRIES) {
    const names = Object.keys(require(join(OUT, `${entry}.js`))).sort();
    write(`${entry}.mjs`, `export { ${names.join(', ')} } from './${entry}.js';\n`);
  }
}

/** The declarations of what a service can reach, and no others. */
function writeTypes() {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const emitted = new Map();
  const program = ts.createProgram(
    ENTRIES.map((entry) => join(SOURCES, `${entry}.ts`)),
    {
      ...options,
      noEmit: false,
      incremental: false,
      tsBuildInfoFile: undefined,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: SOURCES,
      outDir: OUT,
    },
  );
  const { diagnostics } = program.emit(undefined, (file, text) => emitted.set(relative(OUT, file), text));
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));

  const reached = new Set(ENTRIES.map((entry) => `${entry}.d.ts`));
  for (const file of reached) {
    const text = emitted.get(file);
    write(file, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) reached.add(`${join(dirname(file), fileName)}.d.ts`);
    }
  }
  for (const entry of ENTRIES) write(`${entry}.d.mts`, `export * from './${entry}.js';\n`);
}

function writeManifest() {
  const manifest = JSON.parse(readFileSync(join(SOURCES, 'package.json'), 'utf8'));
  const exportsOf = (entry) => ({
    import: { types: `./${entry}.d.mts`, default: `./${entry}.mjs` },
    require: { types: `./${entry}.d.ts`, default: `./${entry}.js` },
  });
  const built = {
    ...manifest,
    main: './index.js',
    types: './index.d.ts',
    exports: {
      ...Object.fromEntries(ENTRIES.map((entry) => [entry === 'index' ? '.' : `./${entry}`, exportsOf(entry)])),
      './package.json': './package.json',
    },
    sideEffects: false,
  };
  write('package.json', `${JSON.stringify(built, null, 2)}\n`);
}

rmSync(OUT, { recursive: true, force: true });
await writeCode();
writeTypes();
writeManifest();
copyFileSync(join(SOURCES, 'README.md'), join(OUT, 'README.md'));
copyFileSync(join(ROOT, 'LICENSE'), join(OUT, 'LICENSE'));
