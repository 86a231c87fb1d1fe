import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './settings';

/** Everything that is not a source file; see `.gitignore`. */
const LEFT_OUT = ['node_modules', 'cdktf.out', 'state', 'dist', 'coverage', '.git', '.offline'];

/** Copies the project's sources into a folder, as somebody has them before `npm ci`. */
export function copyProject(folder: string): void {
  for (const name of readdirSync(ROOT).filter((one) => !LEFT_OUT.includes(one))) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
}
