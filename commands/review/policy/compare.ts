import { type Coverage, coverageOf } from './subset';
import { readPolicy, type Statement, UnreadablePolicy } from './read-policy';

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
  if (typeof old === 'string') return { answer: 'cannot tell', why: `the policy before is not understood: ${old}` };
  const current = read(after, defaultAccess);
  if (typeof current === 'string')
    return { answer: 'cannot tell', why: `the policy after is not understood: ${current}` };
  const isAllow = ({ effect }: Statement) => effect === 'Allow';
  const isDeny = ({ effect }: Statement) => effect === 'Deny';
  return conclude([
    ...current.filter(isAllow).map((statement) => ({
      text: statement.text,
      ...coverageOf(statement, old.filter(isAllow)),
      question: 'whether this Allow fits into one from before',
    })),
    ...old.filter(isDeny).map((statement) => ({
      text: statement.text,
      ...coverageOf(statement, current.filter(isDeny)),
      question: 'whether this Deny from before is still covered',
    })),
  ]);
}

function read(text: string | undefined, defaultAccess: DefaultAccess): readonly Statement[] | string {
  if (text === undefined && defaultAccess === 'nothing') return [];
  try {
    return readPolicy(text ?? EVERYTHING);
  } catch (error) {
    if (error instanceof UnreadablePolicy) return error.message;
    throw error;
  }
}

interface JudgedStatement extends Coverage {
  readonly text: string;
  readonly question: string;
}

function conclude(judged: readonly JudgedStatement[]): PolicyComparison {
  const wider = judged.filter(({ isCovered }) => isCovered === 'no');
  if (wider.length > 0) return { answer: 'wider', statements: [...new Set(wider.map(({ text }) => text))] };
  const unclear = judged.find(({ isCovered }) => isCovered === 'unknown');
  if (unclear === undefined) return { answer: 'no wider' };
  const { question, doubts, text } = unclear;
  return { answer: 'cannot tell', why: `${question} cannot be told by its ${doubts.join(' and ')}: ${text}` };
}
