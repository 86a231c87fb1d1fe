import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePlan } from '../../../commands/review/plan/parse';
import { terraformBinary } from '../../../commands/shared/terraform-binary';
import { readAppliedState } from '../../../commands/status/observe/terraform-state';
import { retiredMessage } from '../../../synth/retired-stacks';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'binary-'));
  process.env.TERRAFORM_BINARY_NAME = 'no-such-tofu';
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  delete process.env.TERRAFORM_BINARY_NAME;
});

test.each([
  [{}, 'terraform'],
  [{ TERRAFORM_BINARY_NAME: '' }, 'terraform'],
  [{ TERRAFORM_BINARY_NAME: 'tofu' }, 'tofu'],
  [{ TERRAFORM_BINARY_NAME: '/usr/local/bin/tofu' }, '/usr/local/bin/tofu'],
])('as cdktf reads it: %j is %s', (environment, expected) => {
  expect(terraformBinary(environment)).toBe(expected);
});

test('it is started', async () => {
  mkdirSync(join(folder, '.terraform'));
  expect(await readAppliedState(folder)).toEqual({
    unknown: 'no-such-tofu show: there is no no-such-tofu on the PATH',
  });
});

test('it is named in every command to copy', async () => {
  expect(await readAppliedState(folder)).toEqual({
    notHere: `no-such-tofu was not initialized here: no-such-tofu -chdir=${folder} init`,
  });
  expect(retiredMessage({ name: 'dev-old', folder, isProtected: false })).toMatch(
    /: no-such-tofu -chdir=\S+ init && no-such-tofu -chdir=\S+ destroy\n/,
  );
  expect(() => parsePlan('dev-old', '{}')).toThrow('no-such-tofu show -json PLAN');
  expect(() => parsePlan('dev-old', 'PK')).toThrow('no-such-tofu show -json PLAN');
});
