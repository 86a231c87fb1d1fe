import type { EnvironmentSettings } from './schema';

/** What `environment()` makes: settings as a file gives them, not yet checked. */
export class EnvironmentFile {
  constructor(readonly settings: unknown) {}
}

/**
 * The default export of every file in `environments/`. The file's name is the environment's.
 *
 * @param settings - plain settings, nothing computed; `docs/settings.md` has every field
 */
export function environment(settings: EnvironmentSettings): EnvironmentFile {
  return new EnvironmentFile(settings);
}
