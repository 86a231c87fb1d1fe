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
  expect(withProbeCode(() => 'synthesized')).toBe('synthesized');
  expect(mockLoaded).toBe(0);
});

test('the code is in a file for as long as it is used, and no longer', () => {
  const path = withProbeCode((probeCode) => {
    const { path, sha256 } = probeCode();
    expect(readFileSync(path, 'utf8')).toBe('code');
    expect(sha256).toEqual(createHash('sha256').update('code').digest());
    expect(probeCode().path).toBe(path);
    expect(mockLoaded).toBe(1);
    return path;
  });
  expect(existsSync(dirname(path))).toBe(false);
});

test('nor where what uses it fails', () => {
  let path = '';
  expect(() =>
    withProbeCode((probeCode) => {
      path = probeCode().path;
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(path).not.toBe('');
  expect(existsSync(dirname(path))).toBe(false);
});
