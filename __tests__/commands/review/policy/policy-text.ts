import { comparePolicies } from '../../../../commands/review/policy/compare';

/** Fields of a statement. */
export type Fields = Readonly<Record<string, unknown>>;

/** A policy as AWS keeps it. */
export const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A statement that allows something, with what the test is about. */
export const allow = (fields: Fields = {}): Fields => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  ...fields,
});

export const deny = (fields: Fields = {}): Fields => ({ ...allow(fields), Effect: 'Deny' });

/** Whether the policy after is wider than the one before. */
export const answer = (before: string | undefined, after: string | undefined) => comparePolicies(before, after).answer;

export const THROUGH_VPCE = { StringEquals: { 'aws:SourceVpce': 'vpce-1' } };
export const BUCKET = 'arn:aws:s3:::artifacts';
