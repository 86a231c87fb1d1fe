import type { Facts } from '../facts';
import type { EnvironmentEndpoint } from '../../../settings/find-endpoint';

/**
 * How a finding counts: `bad` and `changing` make the endpoint not healthy, `unknown` makes that impossible to say, a
 * `note` is only told.
 */
export type Level = 'bad' | 'changing' | 'unknown' | 'note';

export interface Finding {
  readonly level: Level;
  /** What is the matter. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string;
}

export type Rule = (facts: Facts, subject: EnvironmentEndpoint) => readonly Finding[];

export const finding = (level: Level, message: string, advice?: string): Finding => ({
  level,
  message,
  ...(advice !== undefined && { advice }),
});
