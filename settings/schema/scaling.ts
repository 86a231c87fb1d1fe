import { z } from 'zod';
import { SETTING_DEFAULTS } from '../defaults';
import { number, whole } from './primitives';
import { described } from './words';

const instances = (about: string, example: string) =>
  whole(1, 10_000, { about, is: 'a whole number from 1 to 10000', example });

const { scaleInCooldownSeconds, scaleOutCooldownSeconds } = SETTING_DEFAULTS.endpoint.scaling;

const cooldown = (about: string, ifOmitted: number) =>
  whole(0, 3600, { about, is: 'a whole number from 0 to 3600', example: '300', default: String(ifOmitted) });

export const scalingSchema = described(
  z.strictObject({
    min: instances('The fewest instances: one for each zone or more.', '2'),
    max: instances('The most instances.', '8'),
    target: described(
      z.strictObject({
        concurrentRequests: number(0.1, 1000, {
          about:
            'So many requests at a time for each instance, on average. Measured every 10 seconds: follows the load fastest.',
          is: 'a number from 0.1 to 1000',
          example: '4',
          default: 'this or `invocationsPerMinute`',
        }).optional(),
        invocationsPerMinute: number(1, 1_000_000, {
          about: 'So many calls a minute for each instance, on average. Measured every minute.',
          is: 'a number from 1 to 1000000',
          example: '1200',
          default: 'this or `concurrentRequests`',
        }).optional(),
      }),
      {
        about: 'What the number of instances is to keep level.',
        is: 'an object of concurrentRequests or invocationsPerMinute',
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
    about:
      'Follows the load with the number of instances. Every update starts from `instanceCount` again, which must be given beside it: choose what the load of a busy hour needs.',
    is: 'an object with min, max and target',
    example: '{ min: 2, max: 8, target: { concurrentRequests: 4 } }',
    default: 'a fixed count',
  },
);
