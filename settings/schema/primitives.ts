import { z } from 'zod';
import { type Words, described } from './words';

/** A text that fits a pattern; the pattern must be anchored. */
export const text = (pattern: RegExp, words: Words) => described(z.string().regex(pattern), words);

/** A whole number within bounds, both included. */
export const whole = (min: number, max: number, words: Words) => described(z.int().min(min).max(max), words);

/** A number within bounds, both included; fractions as well. */
export const number = (min: number, max: number, words: Words) => described(z.number().min(min).max(max), words);

export const flag = (words: Omit<Words, 'is' | 'example'>) =>
  described(z.boolean(), { is: 'true or false', example: 'true', ...words });

/** The days CloudWatch Logs can keep a log group: PutRetentionPolicy's enumeration. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const retentionDays = (words: Pick<Words, 'about' | 'default'>) =>
  described(z.literal(RETENTION_DAYS), {
    is: `a number of days that CloudWatch Logs knows (${RETENTION_DAYS.join(', ')})`,
    example: '365',
    ...words,
  });

export const kmsKeyArn = (about: string, ifOmitted: string) =>
  text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/, {
    about,
    is: 'the ARN of a KMS key (of the key itself: an alias can be pointed elsewhere)',
    example: "'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'",
    default: ifOmitted,
  });

export const ec2Id = (kind: 'vpc' | 'subnet' | 'sg' | 'rtb' | 'vpce', about: string) =>
  text(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), {
    about,
    is: `an id of the form ${kind}-…`,
    example: `'${kind}-0a1b2c3d4e5f67890'`,
  });
