import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';
import { ROOT } from './support/settings';

interface Package {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
  readonly optional?: boolean;
  readonly resolved?: string;
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

/** The oldest version of Node that `engines` allows, and the first long-term release of every line after it. */
const NODE_VERSIONS = [minVersion(manifest.engines?.node ?? '')?.version ?? '', '22.13.0', '24.0.0', '26.0.0'];

test.each(NODE_VERSIONS)('every package that npm installs accepts Node %s', (version) => {
  expect(satisfies(version, manifest.engines?.node ?? '')).toBe(true);
  // npm skips an optional package that its Node does not suit; with engine-strict any other ends the installation.
  const refused = installed.filter(
    ([, { engines, optional }]) =>
      optional !== true && engines?.node !== undefined && !satisfies(version, engines.node),
  );
  expect(refused.map(([path, { version: one, engines }]) => `${path} ${one}: ${engines?.node}`)).toEqual([]);
});

test('versions are exact, and the clients of the AWS SDK are of one release', () => {
  const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };
  Object.entries(dependencies).forEach(([name, version]) =>
    expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^(npm:\S+@)?\d+\.\d+\.\d+$/) as string }),
  );
  const clients = Object.entries(dependencies).filter(([name]) => name.startsWith('@aws-sdk/client-'));
  expect(clients.length).toBeGreaterThan(1);
  expect(new Set(clients.map(([, version]) => version)).size).toBe(1);
});

test('the lock file names no registry', () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('install scripts: each is allowed or denied by name, as npm 11 asks', () => {
  const withScripts = Object.entries(lock.packages)
    .filter(([, one]) => 'hasInstallScript' in one && one.optional !== true)
    .map(([path]) => path.split('node_modules/').at(-1));
  expect(Object.keys(manifest.allowScripts ?? {})).toEqual(expect.arrayContaining(withScripts));
});
