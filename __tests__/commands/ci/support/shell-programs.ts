import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs as shell scripts, by name. @returns the folder that they are in */
export function shellPrograms(folder: string, scripts: Readonly<Record<string, readonly string[]>>): string {
  for (const [name, lines] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}
