import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A test that needs a program, by any of its names. Where none is on the PATH it is skipped, and its name says why. */
export function testWith(programs: readonly string[], name: string, body: (program: string) => void | Promise<void>) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = programs.flatMap((program) => folders.map((folder) => join(folder, program))).find(isExecutable);
  if (found !== undefined) return test(name, async () => body(found));
  return test.skip(`${name} (skipped: ${programs.join(' or ')} is not on the PATH)`, () => undefined);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
