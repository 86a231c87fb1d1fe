import { z } from 'zod';
import { DOCUMENTED_ROLLBACK_ALARM } from '../documented-alarms';
import { DEFAULT_STEP_PERCENT, DEFAULT_STRATEGY, SETTING_DEFAULTS } from '../defaults';
import { integer } from './primitives';
import { describeField } from './field-docs';

const { waitSeconds, terminationWaitSeconds } = SETTING_DEFAULTS.endpoint.rollout;

export const rolloutSchema = describeField(
  z.strictObject({
    strategy: describeField(z.enum(['canary', 'linear', 'rolling', 'all-at-once']), {
      description:
        'How traffic moves. `canary`: a part first, then the rest; `linear`: in equal steps; `rolling`: in batches, each taking the place of as much of the old fleet; `all-at-once`: in one step. All but `rolling` run both fleets whole until the end.',
      expected: 'canary, linear, rolling or all-at-once',
      example: "'linear'",
    }),
    percent: integer(1, 100, {
      description:
        'The size of the canary (1 to 50), a step (linear: 10 to 50) or a batch (rolling: 5 to 50), in percent of `instanceCount`.',
      expected: 'a whole number from 1 to 100',
      example: '25',
      default: `canary: one instance; linear: ${DEFAULT_STEP_PERCENT.linear}; rolling: ${DEFAULT_STEP_PERCENT.rolling}`,
    }).optional(),
    waitSeconds: integer(0, 3600, {
      description: `How long each step is watched before the next one, in seconds. Below ${DOCUMENTED_ROLLBACK_ALARM.seconds} the rollback alarm has hardly anything to go by.`,
      expected: 'a whole number from 0 to 3600',
      example: '300',
      default: String(waitSeconds),
    }).optional(),
    terminationWaitSeconds: integer(0, 3600, {
      description:
        'How long the old fleet stays after the last step, in seconds: a rollback needs no new instances until then. Not for `rolling`, where it goes batch by batch.',
      expected: 'a whole number from 0 to 3600',
      example: '600',
      default: String(terminationWaitSeconds),
    }).optional(),
  }),
  {
    description: `How an update reaches the callers. Whatever the strategy, it is rolled back when ${DOCUMENTED_ROLLBACK_ALARM.errorPercent} % of the new fleet’s calls fail with a 5xx in ${DOCUMENTED_ROLLBACK_ALARM.breachingMinutes} of ${DOCUMENTED_ROLLBACK_ALARM.minutes} minutes.`,
    expected: 'an object with strategy',
    example: "{ strategy: 'linear', percent: 25, waitSeconds: 300 }",
    default: `\`${DEFAULT_STRATEGY}\`: one instance, watched for ${waitSeconds} s, then the rest`,
  },
);

/** A rollout as an environment's file gives it. */
export type RolloutSettings = z.input<typeof rolloutSchema>;
