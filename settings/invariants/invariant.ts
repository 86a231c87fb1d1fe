import type { Path, Problem } from '../problems';
import type { EnvironmentSettings } from '../schema';
import type { Partly } from '../shape';

/** What an invariant is held against: settings of the right shape, of which anything may be missing. */
export interface InvariantInput {
  /** The environment's name: that of its file. */
  readonly name: string;
  /** The folder that artifact paths start from. */
  readonly root: string;
  readonly settings: Partly<EnvironmentSettings>;
}

/** Something that must hold between fields, or that a pattern cannot say; answers everything that breaks it. */
export type Invariant = (input: InvariantInput) => readonly Problem[];

export const problem = (path: Path, message: string): Problem => ({ path, message });

/** The zones, whichever way the network is given. Undefined where the settings do not say. */
export function configuredZones(settings: InvariantInput['settings']): readonly string[] | undefined {
  const { create, existing } = settings.network ?? {};
  return create?.availabilityZones ?? (existing?.subnets && Object.keys(existing.subnets));
}

/** The endpoints of which there is at least something to check, with the path to each. */
export function endpointsOf(settings: InvariantInput['settings']) {
  return Object.entries(settings.endpoints ?? {}).flatMap(([name, endpoint]) =>
    endpoint === undefined ? [] : [{ name, endpoint, path: ['endpoints', name] as const }],
  );
}
