import type { Facts } from '../facts';
import type { EnvironmentEndpoint } from '../../../settings/find-endpoint';

/**
 * How a finding counts: `bad` and `changing` make the endpoint not healthy, `unknown` makes that impossible to say, a
 * `note` is only told.
 */
export type HealthLevel = 'bad' | 'changing' | 'unknown' | 'note';

export interface HealthFinding {
  readonly level: HealthLevel;
  /** What is the matter. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

export type HealthCheck = (facts: Facts, subject: EnvironmentEndpoint) => readonly HealthFinding[];

export const finding = (level: HealthLevel, message: string, advice?: string): HealthFinding => ({
  level,
  message,
  ...(advice !== undefined && { advice }),
});
