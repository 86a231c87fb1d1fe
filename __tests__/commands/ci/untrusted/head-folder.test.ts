import { cpSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sanitizeHead, unsafeStack } from '../../../../commands/ci/untrusted/head-folder';
import { readStacks } from '../../../../commands/ci/stacks';
import { Folders, S3, stack } from '../support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

/** What a pull request hands over: `cdktf.out`, and what stands beside it. */
function handedOver(): string {
  const outdir = join(folders.empty(), 'cdktf.out');
  cpSync(folders.folder({ 'a-x': { terraform: S3 } }), outdir, { recursive: true });
  mkdirSync(join(outdir, 'stacks', 'a-x', 'assets', 'model'), { recursive: true });
  writeFileSync(join(outdir, 'stacks', 'a-x', 'assets', 'model', 'model.tar.gz'), 'x');
  writeFileSync(join(outdir, '..', 'review.accept.json'), '[]');
  return outdir;
}
const inStack = (outdir: string, ...path: string[]) => join(outdir, 'stacks', 'a-x', ...path);

test('what a synth writes stays as it is', () => {
  const outdir = handedOver();
  sanitizeHead(outdir);
  expect(readStacks(outdir)).toMatchObject([{ name: 'a-x', backend: { kind: 's3' } }]);
  expect(unsafeStack(outdir, stack('a-x'), [{ terraform: S3 }])).toEqual([]);
});

test('a name that stands twice is read once, by Terraform too', () => {
  const outdir = handedOver();
  const file = inStack(outdir, 'cdk.tf.json');
  writeFileSync(file, '{"data":{"external":{"n":{"program":["sh"]}}},"data":{}}');
  sanitizeHead(outdir);
  expect(readFileSync(file, 'utf8')).toBe('{"data":{}}');
});

test.each([
  ['a stack', (outdir: string) => inStack(outdir, 'cdk2.tf.json')],
  ['an asset', (outdir: string) => inStack(outdir, 'assets', 'link')],
  ['the file of accepted findings', (outdir: string) => join(outdir, '..', 'link.json')],
])('a link in place of %s is an error, wherever it leads', (_, path) => {
  const outdir = handedOver();
  symlinkSync('/proc/self/environ', path(outdir));
  expect(() => sanitizeHead(outdir)).toThrow(/^what the pull request synthesizes has a link in it, .*: \S+$/);
  const dangling = handedOver();
  symlinkSync('nowhere', path(dangling));
  expect(() => sanitizeHead(dangling)).toThrow('has a link in it');
});

test('what is no JSON is an error that names the file', () => {
  const outdir = handedOver();
  writeFileSync(inStack(outdir, 'cdk.tf.json'), 'resource "x" "y" {}');
  expect(() => sanitizeHead(outdir)).toThrow(
    'what the pull request synthesizes cannot be read: cdktf.out/stacks/a-x/cdk.tf.json is no JSON',
  );
});

test.each(['main.tf', 'x.tf.json', 'terraform.tfvars', '.terraform', 'override.tf.json'])(
  'Terraform would read %s, too: not planned',
  (name) => {
    const outdir = handedOver();
    linkSync(inStack(outdir, 'cdk.tf.json'), inStack(outdir, name));
    expect(unsafeStack(outdir, stack('a-x'), [{ terraform: S3 }])).toEqual([
      'files beside cdk.tf.json that Terraform would read',
    ]);
  },
);

test('a lock of providers may stand beside it', () => {
  const outdir = handedOver();
  writeFileSync(inStack(outdir, '.terraform.lock.hcl'), '');
  expect(unsafeStack(outdir, stack('a-x'), [{ terraform: S3 }])).toEqual([]);
});
