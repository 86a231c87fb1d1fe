import type { Path, Problem } from '../problems';
import type { EnvironmentSettings } from '../schema';
import type { DeepPartial } from '../check-schema';

/** What an invariant checks: settings of the right shape, of which any field may be missing. */
export interface InvariantInput {
  /** The environment's name, which is its file's. */
  readonly name: string;
  /** The folder that artifact paths are relative to. */
  readonly root: string;
  readonly settings: DeepPartial<EnvironmentSettings>;
}

/** A rule between fields, or one that no pattern can express. Returns everything that breaks it. */
export type Invariant = (input: InvariantInput) => readonly Problem[];

export const problem = (path: Path, message: string): Problem => ({ path, message });

/** The zones of a new or an existing VPC. Undefined if the settings name none. */
export function configuredZones(settings: InvariantInput['settings']): readonly string[] | undefined {
  const { create, existing } = settings.network ?? {};
  return create?.availabilityZones ?? (existing?.subnets && Object.keys(existing.subnets));
}

/** The endpoints that have anything to check, with the path to each. */
export function endpointsOf(settings: InvariantInput['settings']) {
  return Object.entries(settings.endpoints ?? {}).flatMap(([name, endpoint]) =>
    endpoint === undefined ? [] : [{ name, endpoint, path: ['endpoints', name] as const }],
  );
}
