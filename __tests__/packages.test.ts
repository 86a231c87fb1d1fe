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

const engines = manifest.engines?.node ?? '';
/** The oldest version of Node that `engines` allows, and the first long-term release of every line after it. */
const NODE_VERSIONS = [minVersion(engines)?.version ?? '', '22.13.0', '24.0.0', '26.0.0'].filter((version) =>
  satisfies(version, engines),
);

test.each(NODE_VERSIONS)('every package that npm installs accepts Node %s', (version) => {
  // npm skips an optional package that its Node does not suit; with engine-strict any other ends the installation.
  const refused = installed.filter(
    ([, { engines: needed, optional }]) =>
      optional !== true && needed?.node !== undefined && !satisfies(version, needed.node),
  );
  expect(refused.map(([path, { version: one, engines: needed }]) => `${path} ${one}: ${needed?.node}`)).toEqual([]);
});

test('versions are exact', () => {
  const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };
  Object.entries(dependencies).forEach(([name, version]) =>
    expect({ name, version }).toEqual({ name, version: expect.stringMatching(/^(npm:\S+@)?\d+\.\d+\.\d+$/) as string }),
  );
});

test('the clients of the AWS SDK are of one release, and share one copy of all that they are made of', () => {
  const versions = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name.startsWith('@aws-sdk/client-'));
  expect(versions.length).toBeGreaterThan(1);
  expect(new Set(versions.map(([, version]) => version)).size).toBe(1);
  const names = installed.map(([path]) => path.split('node_modules/').at(-1) ?? '');
  const ofSdk = names.filter((name) => /^@(aws-sdk|smithy)\//.test(name));
  expect(ofSdk.filter((name, i) => ofSdk.indexOf(name) !== i)).toEqual([]);
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
