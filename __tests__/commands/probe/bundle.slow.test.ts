import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../main';
import { bundleProbe } from '../../../commands/probe/function/bundle';
import { resolved, ROOT, settings } from '../../support/settings';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

test('the same bytes in another folder, in another time zone', () => {
  for (const part of ['loader', 'client', 'commands', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const code =
    'process.stdout.write(require("crypto").createHash("sha256").update(require("./commands/probe/function/bundle").bundleProbe()).digest("hex"))';
  const env = { PATH: process.env.PATH, TZ: 'Pacific/Auckland' };
  const argv = ['--require', './loader/typescript.cjs', '-e', code];
  expect(execFileSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', env })).toBe(sha256(bundleProbe()));
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
