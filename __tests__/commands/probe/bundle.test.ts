import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { synthesize } from '../../../main';
import { bundleProbe } from '../../../commands/probe/function/bundle';
import { resolved, settings } from '../../support/settings';

const zip = bundleProbe();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
test('one file that needs nothing beside it, and exports the handler', () => {
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['index.js']);
  writeFileSync(join(folder, 'index.js'), files['index.js'] as Uint8Array);
  const argv = ['-p', 'typeof require("./index.js").handler'];
  expect(execFileSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', env: {} })).toBe('function\n');
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
