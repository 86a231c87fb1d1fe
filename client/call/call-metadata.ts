import type { ConnectionTimings } from '../network/connection-timings';

/** The connection that a call used. */
export interface CallConnection extends ConnectionTimings {
  /** Whether the call had to open it first. */
  readonly cold: boolean;
}

/** What a call's `$metadata` has besides the SDK's own fields. */
export interface CallMetadata {
  /** How many attempts the call took: 1 without a retry. */
  readonly attempts?: number;
  /** The connection that the last attempt used. */
  readonly connection?: CallConnection | undefined;
}
