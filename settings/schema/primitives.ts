import { z } from 'zod';
import { type FieldDocs, describeField } from './field-docs';

/** A text that fits a pattern; the pattern must be anchored. */
export const patternString = (pattern: RegExp, docs: FieldDocs) => describeField(z.string().regex(pattern), docs);

/** A whole number within bounds, both included. */
export const integer = (min: number, max: number, docs: FieldDocs) => describeField(z.int().min(min).max(max), docs);

/** A number within bounds, both included; fractions as well. */
export const numberInRange = (min: number, max: number, docs: FieldDocs) =>
  describeField(z.number().min(min).max(max), docs);

export const booleanField = (docs: Omit<FieldDocs, 'expected' | 'example'>) =>
  describeField(z.boolean(), { expected: 'true or false', example: 'true', ...docs });

/** The days CloudWatch Logs can keep a log group: PutRetentionPolicy's enumeration. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const retentionDays = (docs: Pick<FieldDocs, 'description' | 'default'>) =>
  describeField(z.literal(RETENTION_DAYS), {
    expected: `a number of days that CloudWatch Logs knows (${RETENTION_DAYS.join(', ')})`,
    example: '365',
    ...docs,
  });

export const kmsKeyArn = (description: string, ifOmitted: string) =>
  patternString(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/, {
    description,
    expected: 'the ARN of a KMS key (of the key itself: an alias can be pointed elsewhere)',
    example: "'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'",
    default: ifOmitted,
  });

export const ec2Id = (kind: 'vpc' | 'subnet' | 'sg' | 'rtb' | 'vpce', description: string) =>
  patternString(new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`), {
    description,
    expected: `an id of the form ${kind}-…`,
    example: `'${kind}-0a1b2c3d4e5f67890'`,
  });
