/**
 * What the settings' reference and the summary of a synth say of the alarms in `modules/operations/`, which settings
 * know nothing of: `__tests__/settings/documented-alarms.test.ts` holds these figures against what is synthesized.
 */

/** The alarm that rolls an update back. */
export const DOCUMENTED_ROLLBACK_ALARM = {
  errorPercent: 5,
  /** So many minutes must be bad … */
  breachingMinutes: 2,
  /** … of so many. */
  minutes: 3,
  /** How long it may take to go off: until two minutes are bad, and a minute until they are counted. */
  seconds: 180,
} as const;

/** The alarms for people, over the whole endpoint. */
export const DOCUMENTED_ENDPOINT_ALARMS = { breachingMinutes: 3, minutes: 5 } as const;
