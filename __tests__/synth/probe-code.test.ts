import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { withProbeCode } from '../../synth/probe-code';

let mockLoaded = 0;
jest.mock('../../commands/probe/function/bundle', () => {
  mockLoaded++;
  return { bundleProbe: () => Buffer.from('code') };
});

test('where no environment has a probe, the bundler is not even loaded', () => {
  expect(withProbeCode(false, (code) => code)).toBeUndefined();
  expect(mockLoaded).toBe(0);
});

test('the code is in a file for as long as it is used, and no longer', () => {
  const path = withProbeCode(true, (code) => {
    expect(code).toBeDefined();
    const { path, sha256 } = code as NonNullable<typeof code>;
    expect(readFileSync(path, 'utf8')).toBe('code');
    expect(sha256).toEqual(createHash('sha256').update('code').digest());
    return path;
  });
  expect(existsSync(dirname(path))).toBe(false);
});

test('nor where what uses it fails', () => {
  let path = '';
  expect(() =>
    withProbeCode(true, (code) => {
      path = code?.path ?? '';
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(path).not.toBe('');
  expect(existsSync(dirname(path))).toBe(false);
});
