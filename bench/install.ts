import { execFileSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ratio } from './ratio';

const ROOT = join(__dirname, '..');
/** What no CDKTF project for AWS can do without. */
const BARE = ['cdktf', 'constructs', '@cdktf/provider-aws'];

/** Time and size of `npm ci`, against what any CDKTF project for AWS installs. One run of each, from npm's cache. */
export function install(): Ratio[] {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const ours = installed((folder) => {
    ['package.json', 'package-lock.json', '.npmrc'].forEach((file) =>
      copyFileSync(join(ROOT, file), join(folder, file)),
    );
    return ['ci'];
  });
  const bare = installed((folder) => {
    writeFileSync(join(folder, 'package.json'), '{}');
    return ['install', '--no-package-lock', ...BARE.map((name) => `${name}@${dependencies[name]}`)];
  });
  const against = 'against cdktf and the bindings of the provider alone';
  return [
    { name: `npm ci, ${against}`, promise: { atMost: 5 }, unit: 's', subject: ours.seconds, baseline: bare.seconds },
    {
      name: `size of node_modules, ${against}`,
      promise: { atMost: 2.1 },
      unit: 'MB',
      subject: ours.mb,
      baseline: bare.mb,
    },
  ];
}

function installed(prepare: (folder: string) => string[]): { seconds: number; mb: number } {
  const folder = mkdtempSync(join(tmpdir(), 'install-'));
  try {
    const args = [...prepare(folder), '--prefer-offline', '--no-audit', '--no-fund', '--silent'];
    const start = performance.now();
    execFileSync('npm', args, { cwd: folder });
    const seconds = (performance.now() - start) / 1_000;
    return { seconds, mb: bytesBelow(join(folder, 'node_modules')) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? bytesBelow(path) : lstatSync(path).size;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
