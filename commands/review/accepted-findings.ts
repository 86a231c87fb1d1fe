import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Finding } from './rules/finding';

/** The file in a repository that accepts findings, reviewed like code. */
export const ACCEPTED_FINDINGS_FILE = 'review.accept.json';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** JavaScript takes the 30 February for the 2 March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const acceptedFinding = z.strictObject({
  /** The rule's name, as the comment shows it. */
  rule: z.string().min(1),
  /** The address of the resource, as the comment shows it. */
  address: z.string().min(1),
  /** The stack. Any, where there is none. */
  stack: z.string().min(1).optional(),
  /** Why this is meant: shown in the comment. */
  reason: z.string().trim().min(1),
  /** The last day on which it is accepted, in UTC: `2027-01-31`. */
  until: z.string().refine(isDay, 'is no date such as 2027-01-31'),
});

export type AcceptedFinding = z.infer<typeof acceptedFinding>;

/**
 * Reads a file of accepted findings.
 *
 * @throws Error where the file is not one, with the place in it
 */
export function readAcceptedFindings(file: string): AcceptedFinding[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
  return parseAcceptedFindings(file, text);
}

/** As `readAcceptedFindings`, from the file's text. */
export function parseAcceptedFindings(file: string, text: string): AcceptedFinding[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`${file} is no JSON: write a list of { rule, address, stack?, reason, until }`);
  }
  const { data, error } = z.array(acceptedFinding).safeParse(content);
  if (data !== undefined) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new Error(`${file} is no list of { rule, address, stack?, reason, until }: ${problems.join('; ')}`);
}

/** A finding, with its acceptance where there is one on that day (`2027-01-31`). */
export function withAcceptance(
  finding: Finding,
  stack: string,
  accepted: readonly AcceptedFinding[],
  today: string,
): Finding {
  const matching = accepted.filter(
    (one) => one.rule === finding.rule && one.address === finding.address && (one.stack ?? stack) === stack,
  );
  const valid = matching.find(({ until }) => until >= today);
  if (valid !== undefined) return { ...finding, accepted: { reason: valid.reason, until: valid.until } };
  const [expired] = matching;
  if (expired === undefined) return finding;
  return { ...finding, message: `${finding.message} It was accepted until ${expired.until}.` };
}
