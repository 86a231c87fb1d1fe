import { ROOT } from '../support/settings';
import { type Manifest, onCdktn, projectManifest, readJson } from './manifest';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}

const { dependencies, devDependencies, overrides } = readJson(__dirname, 'package.json') as Manifest;
const lock = readJson(__dirname, 'package-lock.json') as Lock;
const projectLock = readJson(ROOT, 'package-lock.json') as Lock;

describe('what cdktn is tested with (`npm run test:cdktn -- --update` writes it)', () => {
  test('is what the project installs, but for the framework', () => {
    expect({ dependencies, devDependencies, overrides }).toEqual(onCdktn(projectManifest()));
  });

  test('is locked, and the rest to the versions of the project', () => {
    expect(lock.packages['']).toMatchObject({ dependencies, devDependencies });
    const rest = Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, version]) =>
      `${name} ${version}`.includes('cdktn') ? [] : [name],
    );
    expect(rest.length).toBeGreaterThan(20);
    const versions = ({ packages }: Lock) => rest.map((name) => `${name} ${packages[`node_modules/${name}`]?.version}`);
    expect(versions(lock)).toEqual(versions(projectLock));
  });

  test('is locked without the name of a registry', () => {
    expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});
