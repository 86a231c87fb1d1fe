import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import clientManifest from '../../../client/package.json';
import projectManifest from '../../../package.json';
import { ROOT } from '../../support/settings';

/** A service's own dependencies: what the README says to install, and what its examples import. */
const SDK = '@aws-sdk/client-sagemaker-runtime';
const OPEN_TELEMETRY = '@opentelemetry/api@1.9.0';
const NODE_TYPES = `@types/node@${projectManifest.devDependencies['@types/node']}`;

/** What npm prints when it cannot reach a registry. */
const NO_REGISTRY = /code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)/;

/** The package as a service has it: built, packed and installed in a project that has nothing else. */
export interface InstalledPackage {
  /** The service's folder. */
  readonly folder: string;
  /** What is in the package, by path. */
  readonly files: readonly string[];
  /** What was installed with it, by the folder in node_modules. */
  readonly bytes: number;
  readonly end: () => void;
}

/** @returns why it cannot be installed, where no registry can be reached */
export function installPackage(): InstalledPackage | string {
  const folder = mkdtempSync(join(tmpdir(), 'service-'));
  const end = (): void => rmSync(folder, { recursive: true });
  execFileSync('npm', ['run', '--silent', 'build:client'], { cwd: ROOT });
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', './dist/client', '--json', '--silent', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    }),
  ) as [{ filename: string; files: { path: string }[] }];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const service = { folder, files: packed.files.map(({ path }) => path).sort(), end };
  try {
    install(folder, join(folder, packed.filename), `${SDK}@${clientManifest.dependencies[SDK]}`);
    const bytes = sizeOf(join(folder, 'node_modules'));
    install(folder, OPEN_TELEMETRY, NODE_TYPES);
    return { ...service, bytes };
  } catch (error) {
    end();
    if (NO_REGISTRY.test((error as Error).message)) return 'npm reaches no registry';
    throw error;
  }
}

function install(folder: string, ...packages: string[]): void {
  const options = ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', ['install', ...options, ...packages], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** On the disk, where a small file takes a whole block. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).blocks * 512, 0);
