import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { numberInRange, integer } from './primitives';
import { describeField } from './field-docs';

const instances = (description: string, example: string) =>
  integer(1, 10_000, { description, expected: 'a whole number from 1 to 10000', example });

const { scaleInCooldownSeconds, scaleOutCooldownSeconds } = SETTING_DEFAULTS.endpoint.scaling;

const cooldown = (description: string, ifOmitted: number) =>
  integer(0, 3600, {
    description,
    expected: 'a whole number from 0 to 3600',
    example: '300',
    default: String(ifOmitted),
  });

export const scalingSchema = describeField(
  z.strictObject({
    min: instances('The fewest instances: one for each zone or more.', '2'),
    max: instances('The most instances.', '8'),
    target: describeField(
      z.strictObject({
        concurrentRequests: numberInRange(0.1, 1000, {
          description:
            'So many requests at a time for each instance, on average. Measured every 10 seconds: follows the load fastest.',
          expected: 'a number from 0.1 to 1000',
          example: '4',
          default: 'this or `invocationsPerMinute`',
        }).optional(),
        invocationsPerMinute: numberInRange(1, 1_000_000, {
          description: 'So many calls a minute for each instance, on average. Measured every minute.',
          expected: 'a number from 1 to 1000000',
          example: '1200',
          default: 'this or `concurrentRequests`',
        }).optional(),
      }),
      {
        description: 'What the number of instances is to keep level.',
        expected: 'an object of concurrentRequests or invocationsPerMinute',
        example: '{ concurrentRequests: 4 }',
      },
    ),
    scaleInCooldownSeconds: cooldown(
      'How long after instances were taken away no more are, in seconds.',
      scaleInCooldownSeconds,
    ).optional(),
    scaleOutCooldownSeconds: cooldown(
      'How long after instances were added their effect is waited for, in seconds.',
      scaleOutCooldownSeconds,
    ).optional(),
  }),
  {
    description:
      'Follows the load with the number of instances. Every update starts from `instanceCount` again, which must be given beside it: choose what the load of a busy hour needs.',
    expected: 'an object with min, max and target',
    example: '{ min: 2, max: 8, target: { concurrentRequests: 4 } }',
    default: 'a fixed count',
  },
);

/** The scaling of an endpoint as an environment's file gives it. */
export type ScalingSettings = z.input<typeof scalingSchema>;
