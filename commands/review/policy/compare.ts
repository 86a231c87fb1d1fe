import { type Coverage, coverageOf } from './subset';
import { readPolicy, type Statement, UnreadablePolicyError } from './read-policy';

export type PolicyComparison =
  | { readonly answer: 'no wider' }
  /** With each new Allow that does not fit, and each old Deny that is gone or covers less, on one line of JSON. */
  | { readonly answer: 'wider'; readonly statements: readonly string[] }
  | { readonly answer: 'cannot tell'; readonly why: string };

/** What is allowed where there is no policy: by a VPC endpoint everything, by a bucket or an identity nothing. */
export type DefaultAccess = 'nothing' | 'everything';

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/**
 * Whether a policy allows more than the one before it: by what their statements mean, whatever their text.
 *
 * Language inclusion: each Allow must be a subset of the old Allows, and each old Deny of the new Denies, as sets of
 * requests. `subset.ts` decides that and names where to read of it; `nfa.ts` decides it for strings with wildcards.
 *
 * 'no wider' is said only where no request is allowed, or no longer denied, that was not before. 'wider' only where
 * there is such a request for a statement; that another statement still denies it does not count, for what a reviewer
 * looks at is the statement.
 */
export function comparePolicies(
  before: string | undefined,
  after: string | undefined,
  defaultAccess: DefaultAccess = 'nothing',
): PolicyComparison {
  const old = read(before, defaultAccess);
  if (old.kind === 'unreadable')
    return { answer: 'cannot tell', why: `the policy before is not understood: ${old.why}` };
  const current = read(after, defaultAccess);
  if (current.kind === 'unreadable')
    return { answer: 'cannot tell', why: `the policy after is not understood: ${current.why}` };
  const isAllow = ({ effect }: Statement) => effect === 'Allow';
  const isDeny = ({ effect }: Statement) => effect === 'Deny';
  return toComparison([
    ...current.statements.filter(isAllow).map((statement) => ({
      text: statement.text,
      ...coverageOf(statement, old.statements.filter(isAllow)),
      question: 'whether this Allow fits into one from before',
    })),
    ...old.statements.filter(isDeny).map((statement) => ({
      text: statement.text,
      ...coverageOf(statement, current.statements.filter(isDeny)),
      question: 'whether this Deny from before is still covered',
    })),
  ]);
}

type ReadResult =
  | { readonly kind: 'read'; readonly statements: readonly Statement[] }
  | { readonly kind: 'unreadable'; readonly why: string };

function read(text: string | undefined, defaultAccess: DefaultAccess): ReadResult {
  if (text === undefined && defaultAccess === 'nothing') return { kind: 'read', statements: [] };
  try {
    return { kind: 'read', statements: readPolicy(text ?? EVERYTHING) };
  } catch (error) {
    if (error instanceof UnreadablePolicyError) return { kind: 'unreadable', why: error.message };
    throw error;
  }
}

interface JudgedStatement extends Coverage {
  readonly text: string;
  readonly question: string;
}

function toComparison(judged: readonly JudgedStatement[]): PolicyComparison {
  const wider = judged.filter(({ isCovered }) => isCovered === 'no');
  if (wider.length > 0) return { answer: 'wider', statements: [...new Set(wider.map(({ text }) => text))] };
  const unclear = judged.find(({ isCovered }) => isCovered === 'unknown');
  if (unclear === undefined) return { answer: 'no wider' };
  const { question, doubts, text } = unclear;
  return { answer: 'cannot tell', why: `${question} cannot be told by its ${doubts.join(' and ')}: ${text}` };
}
