import { join } from 'node:path';

/** The folder that `main.ts` is in. */
export const PROJECT_ROOT = join(__dirname, '..', '..');
