import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retiredMessage, retireStacks } from '../../synth/retired-stacks';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'retired-'));
  mkdirSync(join(root, 'state'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
  delete process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS;
});

const outdir = () => join(root, 'cdktf.out');
const retire = (...current: string[]) => retireStacks({ root, outdir: outdir(), current });
const names = (...current: string[]) => retire(...current).map(({ name }) => name);

function synthesized(...stacks: string[]): void {
  stacks.forEach((stack) => {
    mkdirSync(join(outdir(), 'stacks', stack), { recursive: true });
    writeFileSync(join(outdir(), 'stacks', stack, 'cdk.tf.json'), '{}');
  });
}

const state = (stack: string, instances: number) =>
  writeFileSync(
    join(root, 'state', `${stack}.tfstate`),
    JSON.stringify({
      resources: [
        { mode: 'managed', instances: Array(instances).fill({}) },
        { mode: 'data', instances: [{}] },
      ],
    }),
  );

test('nothing is gone', () => {
  synthesized('dev-network');
  expect(names('dev-network')).toEqual([]);
});

test('a stack that is gone is said at every synth, and its folder is kept', () => {
  synthesized('dev-network', 'dev-old');
  expect(names('dev-network')).toEqual(['dev-old']);
  expect(names('dev-network')).toEqual(['dev-old']);
  expect(existsSync(join(outdir(), 'retired', 'dev-old', 'cdk.tf.json'))).toBe(true);
  expect(readdirSync(join(outdir(), 'stacks'))).toEqual(['dev-network']);
});

test('of an environment that is gone, endpoints before the network', () => {
  synthesized('dev-network', 'old-network', 'old-zebra', 'old-ant');
  expect(names('dev-network')).toEqual(['old-ant', 'old-zebra', 'old-network']);
});

test('an endpoint is no network, whatever its name ends in', () => {
  synthesized('old-network', 'old-x-network', 'old-zebra');
  expect(names()).toEqual(['old-x-network', 'old-zebra', 'old-network']);
});

test('it is known by its local state alone, too', () => {
  state('dev-old', 3);
  state('dev-destroyed', 0);
  expect(retire('dev-network')).toEqual([{ name: 'dev-old', folder: undefined, resources: 3, isProtected: false }]);
});

test('once destroyed it is forgotten', () => {
  synthesized('dev-old');
  state('dev-old', 3);
  expect(retire()).toMatchObject([{ name: 'dev-old', resources: 3 }]);
  state('dev-old', 0);
  expect(retire()).toEqual([]);
  expect(existsSync(join(outdir(), 'retired', 'dev-old'))).toBe(false);
});

test('one that has come back is as if it had never gone', () => {
  synthesized('dev-old');
  expect(names()).toEqual(['dev-old']);
  synthesized('dev-old');
  expect(names('dev-old')).toEqual([]);
  expect(existsSync(join(outdir(), 'retired', 'dev-old'))).toBe(false);
});

test('cdktf’s command finds the folder that it goes on to delete', () => {
  process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = 'true';
  synthesized('dev-old');
  expect(names()).toEqual(['dev-old']);
  expect(readdirSync(join(outdir(), 'stacks', 'dev-old'))).toEqual([]);
  rmSync(join(outdir(), 'stacks', 'dev-old'), { recursive: true });
  expect(names()).toEqual(['dev-old']);
});

test('what is said of it', () => {
  delete process.env.TERRAFORM_BINARY_NAME;
  const folder = join(process.cwd(), 'cdktf.out/retired/dev-old');
  expect(retiredMessage({ name: 'dev-old', folder, resources: 3, isProtected: false })).toBe(
    '! dev-old is no longer in the settings. What it deployed still runs and costs money (state/dev-old.tfstate holds 3 resources).\n' +
      '  To destroy it: terraform -chdir=cdktf.out/retired/dev-old init && terraform -chdir=cdktf.out/retired/dev-old destroy\n',
  );
  expect(retiredMessage({ name: 'dev-old', folder, isProtected: false })).toContain(
    'rm -r cdktf.out/retired/dev-old ends this message.',
  );
  expect(retiredMessage({ name: 'dev-old', resources: 3, isProtected: false })).toContain(
    'put it back into the settings, run npx cdktf destroy dev-old, and take it out again.',
  );
  expect(retiredMessage({ name: 'dev-old', folder, isProtected: true })).toContain(
    'It is protected: put it back into the settings, set protect to false, deploy and destroy it, and take it out again.',
  );
});

test('of a probe, that it must go before its network is touched', () => {
  const text = (name: string) => retiredMessage({ name, resources: 4, isProtected: false });
  expect(text('dev-probe')).toContain(
    'holds 4 resources).\n  Destroy it before dev-network is deployed or destroyed.\n',
  );
  // An endpoint.
  expect(text('dev-my-probe')).not.toContain('before');
});
