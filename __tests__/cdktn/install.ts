import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/settings';
import { onCdktn, projectManifest } from './manifest';
import { expectSuccess, run } from './run';

const FILES = ['package.json', 'package-lock.json'];

// Nothing here is run on a Node that cdktn's command refuses; see `checks.ts`.
const QUIET = ['--ignore-scripts', '--engine-strict=false', '--no-audit', '--no-fund'];

/**
 * Answers a `node_modules` with cdktn. It is installed once for each lock file, since that is 900 MB, and outside of
 * the project, or what it lacks would be found in the project's own.
 */
export function installed(): string {
  const hash = FILES.reduce((all, file) => all.update(readFileSync(join(__dirname, file))), createHash('sha256'));
  const folder = join(tmpdir(), `sagemaker-privatelink-cdktn-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) {
    const unfinished = mkdtempSync(`${folder}-`);
    try {
      FILES.forEach((file) => cpSync(join(__dirname, file), join(unfinished, file)));
      npm(unfinished, 'ci');
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return join(folder, 'node_modules');
}

/** Writes what is installed anew, from the project's own: its lock is where npm starts, so that it keeps the versions. */
export function update(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdktn-lock-'));
  try {
    const manifest = { name: 'on-cdktn', private: true, ...onCdktn(projectManifest()) };
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    cpSync(join(ROOT, 'package-lock.json'), join(folder, 'package-lock.json'));
    npm(folder, 'install', '--package-lock-only');
    FILES.forEach((file) => cpSync(join(folder, file), join(__dirname, file)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function npm(folder: string, ...args: string[]): void {
  cpSync(join(ROOT, '.npmrc'), join(folder, '.npmrc'));
  expectSuccess(run('npm', [...args, ...QUIET], folder));
}
