import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { synthesize } from '../../main';
import { bundleProbe } from '../../probe/function/bundle';
import { resolved, ROOT, settings } from '../support/settings';

const zip = bundleProbe();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const node = (args: string[], env: Record<string, string> = {}) =>
  execFileSync('node', args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });

test('one file that needs nothing beside it, and exports the handler', () => {
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['index.js']);
  writeFileSync(join(folder, 'index.js'), files['index.js'] as Uint8Array);
  expect(node(['-p', 'typeof require("./index.js").handler'])).toBe('function\n');
});

test('the same bytes in another folder, in another time zone', () => {
  for (const part of ['loader', 'probe', 'invoke', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const code =
    'process.stdout.write(require("crypto").createHash("sha256").update(require("./probe/function/bundle").bundleProbe()).digest("hex"))';
  expect(node(['--require', './loader/typescript.cjs', '-e', code], { TZ: 'Pacific/Auckland' })).toBe(sha256(zip));
});

test('two synths in different folders write the same, to the byte', () => {
  const written = (name: string) => {
    const outdir = join(folder, name, 'cdktf.out');
    synthesize([resolved(settings({ probe: true }))], join(folder, name), outdir);
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    return Object.fromEntries(
      files.map(({ parentPath, name: file }) => {
        const path = join(parentPath, file);
        return [path.slice(outdir.length), sha256(readFileSync(path))];
      }),
    );
  };
  expect(written('second/below')).toEqual(written('first'));
});

test('what a function is given is in its stack’s folder, with its hash', () => {
  synthesize([resolved(settings({ probe: true }))], folder, join(folder, 'cdktf.out'));
  const stack = join(folder, 'cdktf.out', 'stacks', 'test-probe');
  const { resource } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as {
    resource: { aws_lambda_function: Record<string, { filename: string; source_code_hash: string }> };
  };
  const given = Object.values(resource.aws_lambda_function);
  expect(given).toHaveLength(2);
  given.forEach(({ filename, source_code_hash }) => {
    expect(sha256(readFileSync(join(stack, filename)))).toBe(sha256(zip));
    expect(Buffer.from(source_code_hash, 'base64').toString('hex')).toBe(sha256(zip));
  });
});
